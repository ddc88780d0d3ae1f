package io.tidemark.benchmarks.pipe;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The end-to-end comparison's command line. Starts from the project's folder. */
@Command(
    name = "pipe",
    mixinStandardHelpOptions = true,
    description = "Measures the way from PostgreSQL to Kafka, beside Debezium.",
    subcommands = {
      DrainCommand.class,
      FirstEventCommand.class,
      LatencyCommand.class,
      MemoryCommand.class,
      PublishCommand.class,
      ScaleCommand.class,
      SlotsCommand.class,
      SnapshotCommand.class,
      StartUpCommand.class,
      HelpCommand.class
    },
    synopsisSubcommandLabel = "COMMAND")
public final class PipeBenchmark {

  private PipeBenchmark() {}

  /** Runs the command that the arguments name, and ends the JVM. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new PipeBenchmark()).setCaseInsensitiveEnumValuesAllowed(true);
  }
}
