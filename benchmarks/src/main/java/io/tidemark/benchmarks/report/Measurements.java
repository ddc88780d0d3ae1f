package io.tidemark.benchmarks.report;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** JMH's results by method and parameters. Immutable and thread-safe. */
final class Measurements {
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  private final Map<List<String>, Measurement> byName = new HashMap<>();

  /**
   * One operation.
   *
   * @param nanos its time
   * @param bytes what it allocates
   */
  record Measurement(double nanos, double bytes) {}

  Measurements(Collection<RunResult> results) {
    for (RunResult result : results) {
      Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
      byName.put(
          name(result.getParams()),
          new Measurement(
              result.getPrimaryResult().getScore(),
              allocated == null ? Double.NaN : allocated.getScore()));
    }
  }

  private static List<String> name(BenchmarkParams params) {
    String[] path = params.getBenchmark().split("\\.");
    String method = String.join(".", Arrays.asList(path).subList(path.length - 2, path.length));
    return Stream.of(
            method, params.getParam("workload"), params.getParam("type"), params.getParam("format"))
        .filter(Objects::nonNull)
        .toList();
  }

  /** By {@code Class.method} and the parameters in the order workload or type, format. */
  Optional<Measurement> find(String method, Object... parameters) {
    List<String> name =
        Stream.concat(Stream.of(method), Arrays.stream(parameters).map(Object::toString)).toList();
    return Optional.ofNullable(byName.get(name));
  }
}
