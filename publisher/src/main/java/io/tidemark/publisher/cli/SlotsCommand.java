package io.tidemark.publisher.cli;

import picocli.CommandLine.Command;

/** Looks after replication slots; its subcommands do the work. */
@Command(
    name = "slots",
    mixinStandardHelpOptions = true,
    description = "Lists, creates and drops replication slots.",
    subcommands = {SlotsListCommand.class, SlotsCreateCommand.class, SlotsDropCommand.class},
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExample:%n",
    footer = "  java -jar tidemark.jar slots list --config shop.properties")
final class SlotsCommand {}
