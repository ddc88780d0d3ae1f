package io.tidemark.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Lines through points, with a legend. */
public final class LineChart {
  private static final int WIDTH = 860;
  private static final int HEIGHT = 380;
  private static final int LEFT = 70;
  private static final int RIGHT = WIDTH - 24;
  private static final int TOP = 64;
  private static final int BOTTOM = HEIGHT - 50;
  private static final int LEGEND_STEP = 18;

  private LineChart() {}

  /** Where a line passes. */
  public record Point(double x, double y) {}

  /**
   * One line.
   *
   * @param color as SVG writes it
   */
  public record Series(String label, String color, List<Point> points) {
    /** Leaves out what could not be measured. */
    public Series {
      points =
          points.stream()
              .filter(point -> Double.isFinite(point.x) && Double.isFinite(point.y))
              .toList();
    }
  }

  /** The picture as SVG; the vertical axis begins at zero or, if logarithmic, below the least. */
  public static String of(String title, String subtitle, Axis x, Axis y, List<Series> series) {
    Svg svg = new Svg(WIDTH);
    svg.text(16, 28, "start", "font-size='17' font-weight='600'", title);
    svg.text(16, 46, "start", "font-size='11' fill='#666'", subtitle);
    double fromX = least(x, series, Point::x);
    double toX = most(series, Point::x);
    double fromY = least(y, series, Point::y);
    double toY = most(series, Point::y) * 1.05;
    for (Axis.Tick tick : x.ticks(fromX, toX)) {
      double at = LEFT + tick.place() * (RIGHT - LEFT);
      svg.line(at, TOP, at, BOTTOM, "#eee");
      svg.text(at, BOTTOM + 16, "middle", "font-size='11'", tick.label());
    }
    for (Axis.Tick tick : y.ticks(fromY, toY)) {
      double at = BOTTOM - tick.place() * (BOTTOM - TOP);
      svg.line(LEFT, at, RIGHT, at, "#ddd");
      svg.text(LEFT - 6, at + 4, "end", "font-size='11'", tick.label());
    }
    svg.text((LEFT + RIGHT) / 2.0, HEIGHT - 14, "middle", "", x.title());
    svg.text(LEFT, TOP - 6, "start", "font-size='11'", y.title());
    for (Series line : series) {
      svg.path(
          line.points.stream()
              .map(
                  point ->
                      String.format(
                          Locale.ROOT,
                          "%.1f,%.1f",
                          LEFT + x.place(point.x, fromX, toX) * (RIGHT - LEFT),
                          BOTTOM - y.place(point.y, fromY, toY) * (BOTTOM - TOP)))
              .collect(Collectors.joining(" ")),
          line.color);
    }
    legend(svg, series);
    return svg.toDocument(HEIGHT + series.size() * LEGEND_STEP);
  }

  private static void legend(Svg svg, List<Series> series) {
    double at = HEIGHT + 2;
    for (Series line : series) {
      svg.rectangle(LEFT, at - 8, 18, 4, line.color);
      svg.text(LEFT + 26, at - 2, "start", "", line.label);
      at += LEGEND_STEP;
    }
  }

  private static double least(Axis axis, List<Series> series, ToDoubleFunction<Point> value) {
    return axis.scale() == Axis.Scale.LINEAR
        ? 0
        : series.stream().flatMap(line -> line.points.stream()).mapToDouble(value).min().orElse(1);
  }

  private static double most(List<Series> series, ToDoubleFunction<Point> value) {
    return series.stream().flatMap(line -> line.points.stream()).mapToDouble(value).max().orElse(1);
  }
}
