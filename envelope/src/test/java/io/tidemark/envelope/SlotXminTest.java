package io.tidemark.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The test's catalog says 601 when it is asked first, and one more each time. */
final class SlotXminTest {
  private static final int ORDERS = 16384;

  private final CollectingSink sink = new CollectingSink();
  private long nanos = Duration.ofDays(1).toNanos();

  private TestStream stream(Duration interval) {
    EnvelopeConfig config = EnvelopeConfig.builder("shop").xminFetchInterval(interval).build();
    TestStream stream =
        new TestStream(new EnvelopeEncoder(config, new TestCatalog(), sink, () -> nanos));
    stream.relation(ORDERS, "orders", 'd', "id!23");
    return stream;
  }

  private static void insert(TestStream stream) {
    stream.begin(700);
    stream.insert(ORDERS, "7");
    stream.commit();
  }

  private List<String> found() {
    return sink.envelopes.stream()
        .map(envelope -> new String(Objects.requireNonNull(envelope.value()), UTF_8))
        .map(value -> value.replaceAll(".*\"xmin\":([^,]*),.*", "$1"))
        .toList();
  }

  @Test
  void isNullUnlessItIsAskedFor() {
    insert(stream(Duration.ZERO));

    assertThat(found()).containsExactly("null");
  }

  @Test
  void isAskedForAgainWhenTheIntervalIsOver() {
    TestStream stream = stream(Duration.ofMillis(10));
    insert(stream);
    nanos += Duration.ofMillis(9).toNanos();
    insert(stream);
    nanos += Duration.ofMillis(1).toNanos();
    insert(stream);
    nanos += Duration.ofMillis(10).toNanos();
    stream.message(false, "audit", "x");

    assertThat(found()).containsExactly("601", "601", "602", "603");
  }
}
