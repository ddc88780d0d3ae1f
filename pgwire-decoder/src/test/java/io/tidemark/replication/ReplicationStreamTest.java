package io.tidemark.replication;

import static io.tidemark.replication.SourceDatabase.end;
import static io.tidemark.replication.SourceDatabase.readTransaction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.pgoutput.Lsn;
import io.tidemark.pgoutput.PgOutputMessage;
import io.tidemark.testing.TestPostgres;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ReplicationStreamTest {
  private SourceDatabase source;

  @BeforeEach
  void createSource() {
    source = SourceDatabase.create(TestPostgres.shared(), "stream");
  }

  @AfterEach
  void dropSource() {
    source.close();
  }

  @Test
  void deliversATransactionInOrder() {
    try (ReplicationStream stream = source.open()) {
      source.execute("INSERT INTO item VALUES (1, 'one')");

      List<WalMessage> transaction = readTransaction(stream);

      assertThat(transaction)
          .extracting(wal -> wal.message().getClass().getSimpleName())
          .containsExactly("Begin", "RelationMessage", "Insert", "Commit");
      assertThat(transaction.get(1).lsn()).isEqualTo(Lsn.INVALID);
      assertThat(transaction.get(3).lsn()).isEqualTo(end(transaction));
    }
  }

  @Test
  void sendsAgainWhatWasNotAcknowledgedAndNothingElse() {
    try (ReplicationStream stream = source.open()) {
      source.execute("INSERT INTO item VALUES (1, 'one')", "INSERT INTO item VALUES (2, 'two')");
      stream.acknowledge(end(readTransaction(stream)));
      readTransaction(stream);
    }
    try (ReplicationStream stream = source.open()) {
      assertThat(inserted(readTransaction(stream))).containsExactly("2");
    }
  }

  @Test
  void confirmsWhatWasAcknowledgedBeforeItCloses() {
    Lsn end;
    try (ReplicationStream stream = source.open()) {
      source.execute("INSERT INTO item VALUES (1, 'one')");
      end = end(readTransaction(stream));
      stream.acknowledge(end);
      assertThat(stream.status().confirmed()).isGreaterThanOrEqualTo(end);
    }
    assertThat(source.confirmedFlushLsn()).isGreaterThanOrEqualTo(end);
  }

  @Test
  void refusesToAcknowledgeWhatWasNotDelivered() {
    try (ReplicationStream stream = source.open()) {
      Lsn delivered = stream.status().confirmed();
      Lsn beyond = new Lsn(delivered.value() + 1_000_000);

      assertThatThrownBy(() -> stream.acknowledge(beyond))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(beyond.toString())
          .hasMessageContaining("the end of what was delivered");
    }
  }

  @Test
  void iterationEndsWhenTheStreamIsClosed() {
    ReplicationStream stream = source.open();
    stream.close();
    assertThat(stream.iterator().hasNext()).isFalse();
    assertThat(stream.isOpen()).isFalse();
  }

  private static List<String> inserted(List<WalMessage> messages) {
    return messages.stream()
        .map(WalMessage::message)
        .filter(PgOutputMessage.Insert.class::isInstance)
        .map(PgOutputMessage.Insert.class::cast)
        .map(insert -> insert.row().text(0))
        .toList();
  }
}
