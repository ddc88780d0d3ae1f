package io.tidemark.envelope.golden;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits a script as psql does: statements end at semicolons outside of quotes, dollar quotes,
 * comments and parentheses; the data of COPY FROM STDIN follows it inline and ends with {@code \.}.
 */
final class SqlScript {
  private static final Pattern DOLLAR_TAG = Pattern.compile("\\$([A-Za-z_][A-Za-z_0-9]*)?\\$");
  private static final Pattern COPY =
      Pattern.compile("copy\\s.*\\sfrom\\s+stdin\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final String END_OF_DATA = "\\.\n";

  private final String script;
  private final List<Statement> statements = new ArrayList<>();
  private int start;
  private int at;

  /**
   * One statement.
   *
   * @param copyData what a COPY FROM STDIN reads
   */
  record Statement(String sql, String copyData) {
    boolean isCopy() {
      return COPY.matcher(sql).matches();
    }
  }

  private SqlScript(String script) {
    this.script = script.endsWith("\n") ? script : script + "\n";
  }

  static List<Statement> split(String script) {
    return new SqlScript(script).split();
  }

  private List<Statement> split() {
    int depth = 0;
    while (at < script.length()) {
      char c = script.charAt(at);
      if (c == ';' && depth == 0) {
        end();
      } else {
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        boolean leadingComment =
            script.startsWith("--", at) && script.substring(start, at).isBlank();
        at = token(c);
        start = leadingComment ? at : start;
      }
    }
    end();
    return statements;
  }

  private void end() {
    String sql = script.substring(start, at).strip();
    at = Math.min(at + 1, script.length());
    Statement statement = new Statement(sql, "");
    if (statement.isCopy()) {
      int data = script.indexOf('\n', at) + 1;
      int end = script.indexOf(END_OF_DATA, data);
      statements.add(new Statement(sql, script.substring(data, end)));
      at = end + END_OF_DATA.length();
    } else if (!sql.isEmpty()) {
      statements.add(statement);
    }
    start = at;
  }

  private int token(char c) {
    if (c == '\'') {
      boolean escapes = at > 0 && "eE".indexOf(script.charAt(at - 1)) >= 0;
      return quoted('\'', escapes);
    } else if (c == '"') {
      return quoted('"', false);
    } else if (script.startsWith("--", at)) {
      return script.indexOf('\n', at) + 1;
    } else if (script.startsWith("/*", at)) {
      return script.indexOf("*/", at) + 2;
    } else if (c == '$') {
      Matcher tag = DOLLAR_TAG.matcher(script).region(at, script.length());
      return tag.lookingAt()
          ? script.indexOf(tag.group(), tag.end()) + tag.group().length()
          : at + 1;
    }
    return at + 1;
  }

  private int quoted(char quote, boolean escapes) {
    int end = at + 1;
    while (script.charAt(end) != quote) {
      end += escapes && script.charAt(end) == '\\' ? 2 : 1;
    }
    return end + 1;
  }
}
