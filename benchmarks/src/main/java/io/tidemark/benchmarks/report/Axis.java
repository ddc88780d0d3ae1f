package io.tidemark.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One direction of a {@link LineChart}. */
public record Axis(String title, Scale scale) {

  /** How values are laid out. */
  public enum Scale {
    /** From zero. */
    LINEAR,
    /** Powers of ten are equally far apart. */
    LOGARITHMIC,
    /** A percentile p at 1 / (1 - p), as powers of ten: every further nine is equally far. */
    PERCENTILE
  }

  /**
   * A mark on the axis.
   *
   * @param place from 0, its beginning, to 1, its end
   */
  record Tick(double place, String label) {}

  private static final double[] STEPS = {1, 2, 5};
  private static final int MOST_TICKS = 8;

  /** Where a value lies: from 0 at {@code from} to 1 at {@code to}. */
  double place(double value, double from, double to) {
    if (scale == Scale.LINEAR) {
      return to == from ? 0 : (value - from) / (to - from);
    }
    return to == from ? 0 : Math.log(value / from) / Math.log(to / from);
  }

  List<Tick> ticks(double from, double to) {
    List<Tick> ticks = new ArrayList<>();
    if (scale == Scale.LINEAR) {
      double step = step(to);
      for (double value = 0; value <= to * 1.0001; value += step) {
        ticks.add(new Tick(place(value, from, to), label(value)));
      }
      return ticks;
    }
    double decades = Math.log10(to / from);
    for (int power = (int) Math.floor(Math.log10(from)); power <= Math.log10(to); power++) {
      for (double step : decades > 3 || scale == Scale.PERCENTILE ? new double[] {1} : STEPS) {
        double value = step * Math.pow(10, power);
        if (value >= from * 0.999 && value <= to * 1.001) {
          ticks.add(new Tick(place(value, from, to), label(value)));
        }
      }
    }
    return ticks;
  }

  private static double step(double to) {
    double step = Math.pow(10, Math.floor(Math.log10(to)) - 1);
    for (int i = 0; to / step > MOST_TICKS; i++) {
      step *= i % 3 == 1 ? 2.5 : 2;
    }
    return step;
  }

  private String label(double value) {
    if (scale == Scale.PERCENTILE) {
      return value <= 1 ? "0" : "p" + trimmed(100 - 100 / value);
    }
    if (value >= 1e6) {
      return trimmed(value / 1e6) + " M";
    }
    return value >= 1e3 ? trimmed(value / 1e3) + " k" : trimmed(value);
  }

  private static String trimmed(double value) {
    String text = String.format(Locale.ROOT, "%.4f", value);
    return text.replaceAll("\\.?0+$", "");
  }
}
