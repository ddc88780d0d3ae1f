package io.tidemark.benchmarks.report;

import java.util.List;
import java.util.Locale;

/** Horizontal bars in panels, each panel with a scale of its own. */
public final class BarChart {
  private static final int WIDTH = 940;
  private static final int LABELS = 380;
  private static final int BAR = 18;
  private static final int STEP = 26;
  private static final int SPACE_FOR_VALUE = 110;

  private BarChart() {}

  /**
   * One bar.
   *
   * @param value its length
   * @param runs the single values that it stands for, drawn as dots
   * @param color as SVG writes it
   */
  public record Bar(String label, double value, List<Double> runs, String color) {}

  /** Bars that may be compared. */
  public record Panel(String title, String unit, List<Bar> bars) {}

  /** The picture as SVG. */
  public static String of(String title, String subtitle, List<Panel> panels) {
    Svg svg = new Svg(WIDTH);
    svg.text(16, 28, "start", "font-size='17' font-weight='600'", title);
    svg.text(16, 46, "start", "font-size='11' fill='#666'", subtitle);
    double y = 76;
    for (Panel panel : panels) {
      svg.text(16, y, "start", "font-weight='600'", panel.title + ", " + panel.unit);
      y = bars(svg, panel, y + 12) + 30;
    }
    return svg.toDocument(y - 14);
  }

  private static double bars(Svg svg, Panel panel, double top) {
    double most =
        panel.bars.stream()
            .flatMap(bar -> bar.runs.stream())
            .mapToDouble(Double::doubleValue)
            .max()
            .orElse(1);
    double scale = (WIDTH - LABELS - SPACE_FOR_VALUE) / most;
    double y = top;
    for (Bar bar : panel.bars) {
      double middle = y + BAR / 2.0;
      svg.text(LABELS - 8, middle + 4, "end", "", bar.label);
      svg.rectangle(LABELS, y, bar.value * scale, BAR, bar.color);
      bar.runs.forEach(run -> svg.dot(LABELS + run * scale, middle, 2.5, "#222"));
      double end = bar.runs.stream().mapToDouble(Double::doubleValue).max().orElse(bar.value);
      svg.text(
          LABELS + end * scale + 10,
          middle + 4,
          "start",
          "font-weight='600'",
          String.format(Locale.ROOT, "%,.0f", bar.value));
      y += STEP;
    }
    return y;
  }
}
