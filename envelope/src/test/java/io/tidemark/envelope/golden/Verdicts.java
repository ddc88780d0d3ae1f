package io.tidemark.envelope.golden;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What became of each case, held against what is known: {@code not-yet.txt} lists cases that do not
 * pass yet, and {@code deviations/CASE.txt} each difference of a case that differs on purpose.
 */
final class Verdicts {
  private static final String NOT_YET = "not-yet.txt";
  private static final String FURTHER = "(schema )?[0-9]+ : \\(none\\) -> .*";
  private static final int SHOWN_DIFFERENCES = 10;
  private static final int REASON_WIDTH = 160;

  private final Set<String> notYet = new LinkedHashSet<>(lines(NOT_YET));
  private final Map<Verdict, Set<String>> cases = new LinkedHashMap<>();
  private final List<String> rows = new ArrayList<>();
  private final List<String> surprises = new ArrayList<>();

  private enum Verdict {
    PASSED,
    DEVIATES,
    /** Debezium's engine stopped itself; all was equal up to there. */
    GOES_ON,
    NOT_YET,
    FAILED
  }

  /**
   * Takes what a case gave.
   *
   * @param completed false where Debezium's engine stopped itself
   */
  void add(String name, boolean completed, Map<String, List<String>> differences) {
    Verdict verdict = verdict(name, completed, differences);
    cases.computeIfAbsent(verdict, v -> new TreeSet<>()).add(name);
    String reason = merged(differences).stream().findFirst().orElse("");
    if (verdict == Verdict.FAILED) {
      surprises.add(
          merged(differences).stream()
              .limit(SHOWN_DIFFERENCES)
              .collect(Collectors.joining("\n    ", name + ":\n    ", "\n")));
    } else if (verdict == Verdict.PASSED && notYet.contains(name)) {
      surprises.add(name + " passes: take it out of " + NOT_YET);
    }
    if (verdict != Verdict.PASSED) {
      String shown =
          reason.length() > REASON_WIDTH ? reason.substring(0, REASON_WIDTH) + "…" : reason;
      rows.add("%-13s %-44s %s".formatted(verdict, name, shown));
    }
  }

  private Verdict verdict(String name, boolean completed, Map<String, List<String>> differences) {
    List<String> merged = merged(differences);
    if (merged.isEmpty()) {
      return Verdict.PASSED;
    } else if (merged.equals(lines("deviations/" + name + ".txt"))) {
      return Verdict.DEVIATES;
    } else if (!completed && merged.stream().allMatch(line -> line.matches(FURTHER))) {
      return Verdict.GOES_ON;
    }
    return notYet.contains(name) ? Verdict.NOT_YET : Verdict.FAILED;
  }

  /** The differences of both modes: those of one mode alone say so. */
  static List<String> merged(Map<String, List<String>> differences) {
    if (differences.values().stream().distinct().count() <= 1) {
      return differences.values().stream().findFirst().orElse(List.of());
    }
    List<String> merged = new ArrayList<>();
    differences.forEach((mode, lines) -> lines.forEach(line -> merged.add(mode + " " + line)));
    return merged;
  }

  private static List<String> lines(String resource) {
    try (InputStream in = Verdicts.class.getResourceAsStream(resource)) {
      return in == null
          ? List.of()
          : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What nobody has approved. */
  List<String> surprises() {
    return surprises;
  }

  /** A row for each case that does not simply pass, and the sums. */
  String table() {
    StringBuilder table = new StringBuilder("Golden corpus, text and binary:\n");
    rows.forEach(row -> table.append(row).append('\n'));
    for (Verdict verdict : Verdict.values()) {
      int count = cases.getOrDefault(verdict, Set.of()).size();
      table.append(verdict).append(' ').append(count).append("  ");
    }
    return table.toString();
  }
}
