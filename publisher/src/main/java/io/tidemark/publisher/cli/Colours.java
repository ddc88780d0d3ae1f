package io.tidemark.publisher.cli;

import picocli.CommandLine.Help.Ansi;

/** Colours on a terminal, and plain text elsewhere or where {@code NO_COLOR} is set. */
enum Colours {
  GREEN(32),
  YELLOW(33),
  RED(31),
  CYAN(36),
  FAINT(2);

  private static final boolean TERMINAL = Ansi.AUTO.enabled();

  private final int code;

  Colours(int code) {
    this.code = code;
  }

  /** Whether there is a terminal that takes colours; System.console() no longer tells. */
  static boolean onTerminal() {
    return TERMINAL;
  }

  String of(String text) {
    return TERMINAL ? "\u001b[" + code + "m" + text + "\u001b[m" : text;
  }
}
