package io.tidemark.envelope;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A pair of include and exclude lists of regular expressions, each matched against a whole name
 * without regard to case. Immutable and thread-safe.
 *
 * @param include what to take; everything when empty
 * @param exclude what to leave out
 */
public record Selection(List<Pattern> include, List<Pattern> exclude) {
  private static final Pattern COMMA = Pattern.compile("(?<!\\\\),");

  /** Takes everything. */
  public static final Selection ALL = new Selection(List.of(), List.of());

  /** Copies the lists; only one of them may have entries. */
  public Selection {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
    if (!include.isEmpty() && !exclude.isEmpty()) {
      throw new IllegalArgumentException(
          "an include list and an exclude list of the same kind: expected one, found "
              + include
              + " and "
              + exclude);
    }
  }

  /** Reads regular expressions between commas; a comma with a backslash is a comma. */
  static List<Pattern> patterns(String list) {
    List<Pattern> patterns = new ArrayList<>();
    for (String part : COMMA.split(list, -1)) {
      if (!part.isBlank()) {
        patterns.add(pattern(part.strip().replace("\\,", ",")));
      }
    }
    return patterns;
  }

  static Pattern pattern(String text) {
    try {
      return Pattern.compile(text, Pattern.CASE_INSENSITIVE);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "expected a regular expression, found %s (%s)".formatted(text, e.getDescription()), e);
    }
  }

  static boolean anyMatches(List<Pattern> patterns, String name) {
    return patterns.stream().anyMatch(pattern -> pattern.matcher(name).matches());
  }

  boolean test(String name) {
    return include.isEmpty() ? !anyMatches(exclude, name) : anyMatches(include, name);
  }
}
