package io.tidemark.examples.quickstart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.pgoutput.Lsn;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.Set;

/**
 * Writes events for people: a line each, and the first of each operation in full. Belongs to one
 * thread.
 */
final class EventPrinter {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PrintStream out;
  private final boolean colours;
  private final Set<String> shown = new HashSet<>();

  EventPrinter(PrintStream out, boolean colours) {
    this.out = out;
    this.colours = colours;
  }

  void event(String topic, String key, JsonNode envelope, String change) {
    String op = envelope.path("op").asText();
    String lsn = Lsn.format(envelope.at("/source/lsn").asLong());
    out.printf("%s %-11s %-22s %-50s %s%n", paint(op), lsn, topic, key, change);
    if (shown.add(op)) {
      out.println(paint(op, "  the first \"" + op + "\" in full:"));
      out.println(pretty(envelope).indent(4).stripTrailing());
    }
  }

  void tombstone(String topic, String key) {
    out.printf(
        "%s %-11s %-22s %-50s %s%n",
        paint("-"), "", topic, key, "tombstone: compaction may forget this key");
  }

  private static String pretty(JsonNode envelope) {
    try {
      String json = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(envelope);
      return json.replaceAll("(\"[^\"]{60})[^\"]+\"", "$1…\"");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a parsed envelope that cannot be printed", e);
    }
  }

  private String paint(String op) {
    return paint(op, op);
  }

  private String paint(String op, String text) {
    int colour =
        switch (op) {
          case "c" -> 32;
          case "u" -> 33;
          case "d" -> 31;
          default -> 90;
        };
    return colours ? "\u001b[" + colour + "m" + text + "\u001b[0m" : text;
  }
}
