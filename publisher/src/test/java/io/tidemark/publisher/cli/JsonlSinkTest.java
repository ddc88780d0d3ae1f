package io.tidemark.publisher.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tidemark.envelope.Header;
import io.tidemark.publisher.DeliveryListener;
import io.tidemark.publisher.SinkException;
import io.tidemark.publisher.TestEnvelope;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonlSinkTest {
  private static final TestEnvelope CREATED =
      new TestEnvelope(
          "shop.public.orders",
          "{\"id\":1}".getBytes(UTF_8),
          "{\"op\":\"c\"}".getBytes(UTF_8),
          List.of(new Header("__op", "\"c\"".getBytes(UTF_8))));

  private static final String LINE =
      "{\"topic\":\"shop.public.orders\",\"key\":{\"id\":1},\"value\":{\"op\":\"c\"},"
          + "\"headers\":{\"__op\":\"c\"},\"position\":\"0/0#0\"}\n";

  private final List<String> delivered = new ArrayList<>();

  @Test
  void lineIsSafeWhenItWasHandedOver() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JsonlSink sink = new JsonlSink(out);
    sink.send(CREATED, listener("1"));
    sink.send(CREATED, listener("2"));
    assertThat(delivered).isEmpty();

    sink.dispatch();
    assertThat(out.toString(UTF_8)).isEqualTo(LINE + LINE);
    assertThat(delivered).containsExactly("1", "2");

    sink.send(CREATED, listener("3"));
    sink.flush();
    assertThat(delivered).containsExactly("1", "2", "3");
  }

  @Test
  void linesDoNotWaitWithoutEnd() {
    JsonlSink sink = new JsonlSink(OutputStream.nullOutputStream());
    for (int i = 0; i < 5000; i++) {
      sink.send(CREATED, listener("x"));
    }
    assertThat(delivered).hasSizeGreaterThan(3000);
  }

  @Test
  void readerThatHasGoneIsNotTriedAgain() {
    JsonlSink sink = new JsonlSink(new ClosedPipe());
    sink.send(CREATED, listener("1"));
    assertThatExceptionOfType(SinkException.class)
        .isThrownBy(sink::dispatch)
        .withMessage("standard output: Broken pipe; expected somebody to read it")
        .satisfies(e -> assertThat(e.isPermanent()).isTrue());
    assertThat(delivered).isEmpty();
  }

  private static final class ClosedPipe extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      throw new IOException("Broken pipe");
    }
  }

  private DeliveryListener listener(String name) {
    return new DeliveryListener() {
      @Override
      public void onDelivered() {
        delivered.add(name);
      }

      @Override
      public void onFailed(Throwable cause) {
        throw new AssertionError(name, cause);
      }
    };
  }
}
