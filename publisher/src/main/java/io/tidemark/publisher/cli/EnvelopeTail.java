package io.tidemark.publisher.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.envelope.Envelope;
import io.tidemark.envelope.EnvelopeConfig;
import io.tidemark.envelope.EnvelopeStream;
import io.tidemark.envelope.Operation;
import io.tidemark.replication.ReplicationStream;
import java.io.PrintWriter;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Prints envelopes as they would be published. */
final class EnvelopeTail {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PrintWriter out;
  private final long count;
  private final Function<Envelope, String> text;

  private EnvelopeTail(PrintWriter out, long count, Function<Envelope, String> text) {
    this.out = out;
    this.count = count;
    this.text = text;
  }

  /** Topic and position, the key, and the value over several lines. */
  static EnvelopeTail readable(PrintWriter out, long count) {
    return new EnvelopeTail(out, count, EnvelopeTail::describe);
  }

  /** As {@code run --sink jsonl} writes them. */
  static EnvelopeTail jsonLines(PrintWriter out, long count) {
    return new EnvelopeTail(out, count, JsonLine::of);
  }

  void run(ReplicationStream stream, EnvelopeConfig config) {
    try (EnvelopeStream envelopes = EnvelopeStream.over(stream, config)) {
      long shown = 0;
      for (Envelope envelope : envelopes) {
        out.println(text.apply(envelope));
        out.flush();
        // Only the temporary slot moves: the server need not keep what was shown
        envelopes.acknowledge(envelope.position());
        if (++shown == count) {
          return;
        }
      }
    }
  }

  private static String describe(Envelope envelope) {
    return colour(envelope.operation()).of(envelope.operation() + " " + envelope.topic())
        + Colours.FAINT.of(" at " + envelope.position())
        + "\n  key   "
        + text(envelope.key())
        + "\n  value "
        + pretty(envelope.value());
  }

  private static Colours colour(Operation operation) {
    return switch (operation) {
      case CREATE, READ -> Colours.GREEN;
      case UPDATE -> Colours.YELLOW;
      case DELETE, TOMBSTONE, TRUNCATE -> Colours.RED;
      case MESSAGE, TRANSACTION, HEARTBEAT -> Colours.CYAN;
    };
  }

  private static String text(byte @Nullable [] json) {
    return json == null ? "null" : new String(json, UTF_8);
  }

  private static String pretty(byte @Nullable [] json) {
    try {
      return json == null
          ? "null"
          : JSON.readTree(text(json)).toPrettyString().replace("\n", "\n  ");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not JSON: " + text(json), e);
    }
  }
}
