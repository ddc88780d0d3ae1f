package io.tidemark.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.fixtures.Fixture;
import io.tidemark.fixtures.Frames;
import io.tidemark.pgoutput.BeforeImage;
import io.tidemark.pgoutput.PgOutputDecoder;
import io.tidemark.pgoutput.Relation;
import io.tidemark.pgoutput.WireTuple;
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
    WalHandler handler = new Writing(writer);
    boolean inBlock = false;
    int written = 0;
    for (byte[] frame : fixture.frames()) {
      writer.clear();
      Frames.decode(frame, decoder, handler);
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

  private static final class Writing extends IgnoringWalHandler {
    private final MessageWriter writer;

    Writing(MessageWriter writer) {
      this.writer = writer;
    }

    @Override
    public void onInsert(long xid, Relation relation, WireTuple row) {
      writer.insert(relation, row);
    }

    @Override
    public void onUpdate(
        long xid, Relation relation, BeforeImage.Kind image, WireTuple before, WireTuple row) {
      writer.update(relation, image, before, row);
    }

    @Override
    public void onDelete(long xid, Relation relation, BeforeImage.Kind image, WireTuple before) {
      writer.delete(relation, image, before);
    }

    @Override
    public void onTruncate(
        long xid, List<Relation> relations, boolean cascade, boolean restartIdentity) {
      writer.truncate(relations, cascade, restartIdentity);
    }

    @Override
    public void onOrigin(long originLsn, String name) {
      writer.origin(originLsn, name);
    }

    @Override
    public void onMessage(
        long xid,
        boolean transactional,
        long lsn,
        String prefix,
        byte[] content,
        int offset,
        int length) {
      if (transactional) {
        writer.message(lsn, prefix, content, offset, length);
      }
    }
  }
}
