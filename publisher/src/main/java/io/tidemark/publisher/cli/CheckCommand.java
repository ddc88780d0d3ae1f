package io.tidemark.publisher.cli;

import io.tidemark.publisher.check.Checks;
import io.tidemark.publisher.check.Finding;
import io.tidemark.publisher.check.Finding.Verdict;
import io.tidemark.publisher.config.PublisherConfig;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The preflight. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description =
        "Looks at both sides before anything is started, and prints what to do where something is missing. "
            + "Changes nothing.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:a run would work; there may be warnings",
      "1:something must be fixed",
      "2:the command line or a setting is wrong"
    },
    footerHeading = "%nExample:%n",
    footer = "  java -jar tidemark.jar check --config shop.properties")
final class CheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ConfigOptions config = new ConfigOptions();

  @Option(
      names = "--sink",
      defaultValue = "kafka",
      description = "kafka, or jsonl to ask no broker. Default: kafka.")
  private RunCommand.Sink sink = RunCommand.Sink.KAFKA;

  @Option(
      names = "--require-durable",
      description = "Fails for topics that may lose acknowledged events, instead of a warning.")
  private boolean requireDurable;

  @Override
  public Integer call() {
    PublisherConfig read = config.read();
    Checks checks =
        switch (sink) {
          case KAFKA ->
              Checks.run(
                  read, requireDurable ? read.kafka().withRequiredDurability() : read.kafka());
          case JSONL -> Checks.ofPostgres(read);
        };
    PrintWriter out = spec.commandLine().getOut();
    print("PostgreSQL", checks.postgres(), out);
    print("Kafka", checks.kafka(), out);
    out.printf(
        "%d to fix, %d to consider%n", checks.count(Verdict.FIX), checks.count(Verdict.WARN));
    return checks.mustBeFixed() ? Tidemark.REFUSED : Tidemark.OK;
  }

  private static void print(String title, List<Finding> findings, PrintWriter out) {
    if (!findings.isEmpty()) {
      out.println(title);
    }
    for (Finding finding : findings) {
      out.println("  " + label(finding.verdict()) + "  " + finding.found());
      finding.remedy().forEach(line -> out.println("          " + line));
    }
  }

  private static String label(Verdict verdict) {
    return switch (verdict) {
      case PASS -> Colours.GREEN.of("pass");
      case WARN -> Colours.YELLOW.of("warn");
      case FIX -> Colours.RED.of("FIX ");
    };
  }
}
