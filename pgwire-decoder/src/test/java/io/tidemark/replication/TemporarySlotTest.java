package io.tidemark.replication;

import static io.tidemark.replication.SourceDatabase.readTransaction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tidemark.pgoutput.Lsn;
import io.tidemark.pgoutput.PgOutputMessage;
import io.tidemark.testing.TestPostgres;
import java.util.List;
import org.junit.jupiter.api.Test;

class TemporarySlotTest {

  @Test
  void streamsFromNowOnAndLeavesNothingBehind() {
    try (SourceDatabase source = source("temporary_now")) {
      source.execute("INSERT INTO item VALUES (1, 'before')");
      try (ReplicationStream stream = ReplicationStream.openTemporary(look(source))) {
        source.execute("INSERT INTO item VALUES (2, 'after')");
        assertThat(inserted(readTransaction(stream))).containsExactly("after");
        assertThat(slots(source)).isEqualTo("temporary_now_look");
      }
      assertThat(eventuallyNoSlots(source)).isTrue();
    }
  }

  @Test
  void copyStartsWhereItsSourceStandsAndDoesNotMoveIt() {
    try (SourceDatabase source = source("temporary_copy")) {
      source.execute("INSERT INTO item VALUES (1, 'before')");
      Lsn confirmed = source.confirmedFlushLsn();
      try (ReplicationStream reader = source.open();
          ReplicationStream stream = ReplicationStream.openTemporary(look(source), source.name())) {
        List<WalMessage> transaction = readTransaction(stream);
        assertThat(inserted(transaction)).containsExactly("before");
        stream.acknowledge(SourceDatabase.end(transaction));
        assertThat(inserted(readTransaction(reader)))
            .as("the slot's own reader has it too")
            .containsExactly("before");
      }
      assertThat(source.confirmedFlushLsn()).isEqualTo(confirmed);
    }
  }

  @Test
  void copyOfASlotThatDoesNotExistIsRefused() {
    try (SourceDatabase source = source("temporary_missing")) {
      ReplicationConfig config = look(source);
      assertThatExceptionOfType(SlotException.class)
          .isThrownBy(() -> ReplicationStream.openTemporary(config, "no_such_slot"))
          .withMessageContaining("\"no_such_slot\" does not exist")
          .satisfies(e -> assertThat(e.kind()).isEqualTo(SlotException.Kind.MISSING));
    }
  }

  @Test
  void nameThatIsTakenIsRefused() {
    try (SourceDatabase source = source("temporary_taken")) {
      ReplicationConfig config = source.config().build();
      assertThatExceptionOfType(ReplicationException.class)
          .isThrownBy(() -> ReplicationStream.openTemporary(config))
          .satisfies(e -> assertThat(e.sqlState()).isEqualTo("42710"));
    }
  }

  private static SourceDatabase source(String name) {
    return SourceDatabase.create(TestPostgres.shared(), name);
  }

  private static ReplicationConfig look(SourceDatabase source) {
    return source.config().slot(source.name() + "_look").build();
  }

  private static List<String> inserted(List<WalMessage> transaction) {
    return transaction.stream()
        .map(WalMessage::message)
        .filter(PgOutputMessage.Insert.class::isInstance)
        .map(message -> ((PgOutputMessage.Insert) message).row().text(1))
        .toList();
  }

  private static String slots(SourceDatabase source) {
    return source.query(
        "SELECT slot_name FROM pg_replication_slots WHERE temporary AND slot_name LIKE '"
            + source.name()
            + "%'");
  }

  /** The server drops it when it notices that the connection has ended. */
  private static boolean eventuallyNoSlots(SourceDatabase source) {
    long deadline = System.nanoTime() + 10_000_000_000L;
    while (System.nanoTime() < deadline) {
      if (slots(source).equals("(no row)")) {
        return true;
      }
    }
    return false;
  }
}
