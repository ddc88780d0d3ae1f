package io.tidemark.benchmarks.pipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** The runs of one backlog, by system. Immutable. */
final class Medians {
  private final Map<Contender, List<DrainResult>> runs = new TreeMap<>();

  Medians(List<DrainResult> results) {
    results.forEach(
        result -> runs.computeIfAbsent(result.system(), s -> new ArrayList<>()).add(result));
  }

  /** The systems that ran, in the order of the comparison. */
  List<Contender> systems() {
    return List.copyOf(runs.keySet());
  }

  List<Double> rates(Contender system) {
    return runs.getOrDefault(system, List.of()).stream().map(DrainResult::rowsPerSecond).toList();
  }

  /** Of the system's runs; not a number when it did not run. */
  double of(Contender system, ToDoubleFunction<DrainResult> figure) {
    double[] sorted =
        runs.getOrDefault(system, List.of()).stream().mapToDouble(figure).sorted().toArray();
    return of(sorted);
  }

  /** Of values in order; not a number when there are none. */
  static double of(double[] sorted) {
    int middle = sorted.length / 2;
    if (sorted.length == 0) {
      return Double.NaN;
    }
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** Its rate over that of the fastest of the others. */
  double ratio(Contender system, Contender... to) {
    double best = Double.NaN;
    for (Contender other : to) {
      double rate = of(other, DrainResult::rowsPerSecond);
      best = Double.isNaN(best) || rate > best ? rate : best;
    }
    return of(system, DrainResult::rowsPerSecond) / best;
  }
}
