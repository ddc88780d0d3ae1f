package io.tidemark.publisher.cli;

import io.tidemark.envelope.ConversionException;
import io.tidemark.pgoutput.Lsn;
import io.tidemark.publisher.ConfigurationException;
import io.tidemark.publisher.PublisherException;
import io.tidemark.publisher.config.NearestName;
import io.tidemark.replication.ReplicationException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line's entry. */
@Command(
    name = "tidemark",
    mixinStandardHelpOptions = true,
    version = "tidemark 0.1.0",
    description =
        "Publishes the changes of a PostgreSQL database to Redpanda or Kafka, as Debezium does.",
    scope = ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExample:%n",
    footer = "  java -jar tidemark.jar run --config shop.properties",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:ended as asked: stopped by a signal, or at --until-…, with everything confirmed",
      "1:PostgreSQL or the broker refused, or cannot be reached; a check failed",
      "2:the command line or a setting is wrong; nothing was started",
      "3:a defect of this program"
    })
final class Tidemark {
  static final int OK = 0;
  static final int REFUSED = 1;
  static final int USAGE = 2;
  static final int DEFECT = 3;

  private static final String RUN = "run";

  /** Runs a command and ends the JVM with its exit code. */
  public static void main(String[] arguments) {
    StandardErrorLog.configure();
    boolean run = arguments.length > 0 && arguments[0].equals(RUN);
    System.exit((run ? runOnly() : commandLine()).execute(arguments));
  }

  static CommandLine commandLine() {
    return configured(
        new CommandLine(new Tidemark())
            .addSubcommand(RUN, RunCommand.class)
            .addSubcommand(CheckCommand.class)
            .addSubcommand(SignalCommand.class)
            .addSubcommand(SlotsCommand.class)
            .addSubcommand(TailCommand.class)
            .addSubcommand(HelpCommand.class));
  }

  /**
   * The same for a quick start: to read the options of one command takes a fraction of the time.
   */
  private static CommandLine runOnly() {
    RunCommand run = new RunCommand(WarmUp.start());
    return configured(new CommandLine(new Tidemark()).addSubcommand(RUN, run));
  }

  private static CommandLine configured(CommandLine commands) {
    return commands
        .setExecutionExceptionHandler(Tidemark::report)
        .setParameterExceptionHandler(Tidemark::misused)
        .registerConverter(Lsn.class, Lsn::parse)
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  /** One line; picocli's own would be the whole usage. */
  private static int misused(ParameterException failure, String[] arguments) {
    CommandLine at = failure.getCommandLine();
    Optional<String> nearest =
        failure instanceof UnmatchedArgumentException unmatched
            ? NearestName.to(unmatched.getUnmatched().get(0).replaceFirst("=.*", ""), names(at))
            : Optional.empty();
    String remedy =
        nearest
            .map(name -> "did you mean " + name + "?")
            .orElseGet(() -> "see " + at.getCommandSpec().qualifiedName() + " --help");
    at.getErr().println("tidemark: " + failure.getMessage() + "; " + remedy);
    return USAGE;
  }

  private static Set<String> names(CommandLine at) {
    Set<String> names = new TreeSet<>(at.getSubcommands().keySet());
    names.addAll(at.getCommandSpec().optionsMap().keySet());
    return names;
  }

  /** What we know about is one line with its remedy; what we do not is a stack trace. */
  private static int report(Exception failure, CommandLine commandLine, ParseResult parsed) {
    if (failure instanceof PublisherException || failure instanceof ReplicationException) {
      commandLine.getErr().println("tidemark: " + failure.getMessage());
      return failure instanceof ConfigurationException ? USAGE : REFUSED;
    }
    if (failure instanceof ConversionException unwritable) {
      commandLine
          .getErr()
          .printf(
              "tidemark: %s; correct the row, or set event.converting.failure.handling.mode to warn or skip%n",
              unwritable.getMessage());
      return REFUSED;
    }
    if (failure instanceof SQLException refused) {
      commandLine
          .getErr()
          .printf(
              "tidemark: PostgreSQL: %s (SQLSTATE %s)%n",
              refused.getMessage(), refused.getSQLState());
      return REFUSED;
    }
    failure.printStackTrace(commandLine.getErr());
    return DEFECT;
  }
}
