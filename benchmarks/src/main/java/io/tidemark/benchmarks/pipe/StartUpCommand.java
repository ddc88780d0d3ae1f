package io.tidemark.benchmarks.pipe;

import io.tidemark.benchmarks.pipe.DrainResult.Sample;
import io.tidemark.benchmarks.report.Axis;
import io.tidemark.benchmarks.report.Axis.Scale;
import io.tidemark.benchmarks.report.Environment;
import io.tidemark.benchmarks.report.LineChart;
import io.tidemark.benchmarks.report.LineChart.Point;
import io.tidemark.benchmarks.report.LineChart.Series;
import io.tidemark.benchmarks.report.Results;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How soon a system is at work. */
@Command(
    name = "start-up",
    mixinStandardHelpOptions = true,
    description = "From the start of the process to the first event and to full speed.")
final class StartUpCommand implements Callable<Integer> {
  private static final double WINDOW_SECONDS = 0.25;
  private static final double FULL_SPEED = 0.9;
  private static final double SHOWN_SECONDS = 10;

  @Mixin private RunOptions options = new RunOptions();

  @Option(names = "--rounds", description = "How often. Default: ${DEFAULT-VALUE}.")
  private int rounds = 3;

  @Option(names = "--systems", split = ",", description = "Default: ${DEFAULT-VALUE}.")
  private List<Contender> systems = List.of(Contender.PUBLISHER, Contender.DEBEZIUM);

  @Override
  public Integer call() throws IOException, SQLException {
    Results results = options.results();
    List<DrainResult> runs = new ArrayList<>();
    try (Broker broker = Broker.start();
        Backlog backlog = Backlog.build(options.load(StandardLoad.Kind.NARROW))) {
      Drain drain = new Drain(backlog, broker, 1, results.folder());
      for (int round = 0; round < rounds; round++) {
        for (Contender system : systems) {
          runs.add(drain.run(system, options.jvmOptions()));
        }
      }
    }
    results.text("start-up.md", table(new Medians(runs)));
    results.text("start-up.svg", picture(runs));
    results.json(
        "start-up.json",
        Map.of(
            "environment",
            Environment.current(),
            "runs",
            runs.stream()
                .map(
                    run ->
                        Map.of(
                            "system", run.system(),
                            "firstEventSeconds", firstEvent(run),
                            "fullSpeedSeconds", fullSpeed(run)))
                .toList()));
    return 0;
  }

  private static String table(Medians medians) {
    StringBuilder text = new StringBuilder("Measured on: " + Environment.current() + ".\n");
    text.append(
        """

        Seconds from the start of the process; full speed is 90 % of the rate of the second half.

        | system | first event | full speed |
        |---|---|---|
        """);
    for (Contender system : medians.systems()) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %.2f | %.2f |\n",
              system.title(),
              medians.of(system, StartUpCommand::firstEvent),
              medians.of(system, StartUpCommand::fullSpeed)));
    }
    return text.toString();
  }

  private static double firstEvent(DrainResult run) {
    return run.samples().stream()
        .filter(sample -> sample.rows() > 0)
        .findFirst()
        .map(Sample::seconds)
        .orElse(Double.NaN);
  }

  private static double fullSpeed(DrainResult run) {
    return rates(run).stream()
        .filter(point -> point.y() >= FULL_SPEED * run.warmRowsPerSecond())
        .findFirst()
        .map(Point::x)
        .orElse(run.secondsSinceLaunch());
  }

  /** The rate of the window that ends there. */
  private static List<Point> rates(DrainResult run) {
    List<Point> rates = new ArrayList<>();
    Sample begin = new Sample(0, 0, 0);
    for (Sample sample : run.samples()) {
      double seconds = sample.seconds() - begin.seconds();
      if (seconds >= WINDOW_SECONDS) {
        rates.add(new Point(sample.seconds(), (sample.rows() - begin.rows()) / seconds));
        begin = sample;
      }
    }
    return rates;
  }

  /** The last run of each system. */
  private String picture(List<DrainResult> runs) {
    List<Series> series =
        runs.subList(runs.size() - systems.size(), runs.size()).stream()
            .map(
                run ->
                    new Series(
                        run.system().title(),
                        run.system().color(),
                        rates(run).stream().filter(p -> p.x() <= SHOWN_SECONDS).toList()))
            .toList();
    return LineChart.of(
        "From the start of the process to full speed, narrow inserts",
        Environment.current().toString(),
        new Axis("seconds", Scale.LINEAR),
        new Axis("rows/s", Scale.LINEAR),
        series);
  }
}
