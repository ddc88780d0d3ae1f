package io.tidemark.benchmarks.report;

import java.util.Locale;

/** A picture that is written one element after the other. Not thread-safe. */
final class Svg {
  private final int width;
  private final StringBuilder elements = new StringBuilder();

  Svg(int width) {
    this.width = width;
  }

  void rectangle(double x, double y, double w, double h, String fill) {
    add("<rect x='%.1f' y='%.1f' width='%.1f' height='%.1f' fill='%s'/>", x, y, w, h, fill);
  }

  void line(double x1, double y1, double x2, double y2, String stroke) {
    add("<line x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f' stroke='%s'/>", x1, y1, x2, y2, stroke);
  }

  void dot(double x, double y, double radius, String fill) {
    add("<circle cx='%.1f' cy='%.1f' r='%.1f' fill='%s'/>", x, y, radius, fill);
  }

  /** A line through {@code points}, which are pairs as SVG writes them. */
  void path(String points, String stroke) {
    add("<polyline points='%s' fill='none' stroke='%s' stroke-width='2'/>", points, stroke);
  }

  /**
   * Text that begins, ends or has its middle there.
   *
   * @param anchor start, end or middle
   */
  void text(double x, double y, String anchor, String style, String text) {
    add(
        "<text x='%.1f' y='%.1f' text-anchor='%s' %s>%s</text>",
        x, y, anchor, style, text.replace("&", "&amp;").replace("<", "&lt;"));
  }

  private void add(String element, Object... values) {
    elements.append(String.format(Locale.ROOT, element, values)).append('\n');
  }

  /** The whole document. */
  String toDocument(double height) {
    return """
        <svg xmlns='http://www.w3.org/2000/svg' width='%1$d' height='%2$.0f' viewBox='0 0 %1$d %2$.0f' \
        font-family='system-ui, sans-serif' font-size='13' fill='#222'>
        <rect width='100%%' height='100%%' fill='white'/>
        %3$s</svg>
        """
        .formatted(width, height, elements);
  }
}
