package io.tidemark.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.fixtures.Fixture;
import io.tidemark.fixtures.Frames;
import io.tidemark.pgoutput.BeforeImage;
import io.tidemark.pgoutput.PgOutputDecoder;
import io.tidemark.pgoutput.Relation;
import io.tidemark.pgoutput.WireTuple;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The writer is the decoder's inverse: on all that real servers sent, byte for byte. */
class MessageWriterTest {
  private final MessageWriter writer = new MessageWriter();

  @ParameterizedTest
  @MethodSource("io.tidemark.fixtures.Fixture#all")
  void writesTheBytesThatTheServerSent(Fixture fixture) {
    PgOutputDecoder decoder = new PgOutputDecoder(fixture.protocolVersion());
    boolean inBlock = false;
    int written = 0;
    for (byte[] frame : fixture.frames()) {
      writer.clear();
      Frames.decode(frame, decoder, writing());
      switch (Frames.type(frame)) {
        case 'S' -> inBlock = true;
        case 'E' -> inBlock = false;
        default -> {}
      }
      if (writer.size() > 0) {
        byte[] bytes = Arrays.copyOf(writer.bytes(), writer.size());
        assertThat(bytes).isEqualTo(Frames.message(frame, inBlock));
        written++;
      }
    }
    assertThat(written).isGreaterThan(20);
  }

  private WalHandler writing() {
    return (WalHandler)
        Proxy.newProxyInstance(
            WalHandler.class.getClassLoader(),
            new Class<?>[] {WalHandler.class},
            (proxy, method, arguments) -> {
              write(method.getName(), arguments);
              return null;
            });
  }

  @SuppressWarnings("unchecked") // as the handler's method declares it
  private void write(String method, Object[] a) {
    switch (method) {
      case "onInsert" -> writer.insert((Relation) a[1], (WireTuple) a[2]);
      case "onUpdate" ->
          writer.update(
              (Relation) a[1], (BeforeImage.Kind) a[2], (WireTuple) a[3], (WireTuple) a[4]);
      case "onDelete" -> writer.delete((Relation) a[1], (BeforeImage.Kind) a[2], (WireTuple) a[3]);
      case "onTruncate" -> writer.truncate((List<Relation>) a[1], (boolean) a[2], (boolean) a[3]);
      case "onOrigin" -> writer.origin((long) a[0], (String) a[1]);
      case "onMessage" -> {
        if ((boolean) a[1]) {
          writer.message((long) a[2], (String) a[3], (byte[]) a[4], (int) a[5], (int) a[6]);
        }
      }
      default -> {}
    }
  }
}
