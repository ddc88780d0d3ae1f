package io.tidemark.replication;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransactionLogTest {
  private static final int LIMIT = 100_000;

  private final BufferBudget budget = new BufferBudget(LIMIT);
  private SpillDirectory directory;

  @BeforeEach
  void open(@TempDir Path parent) {
    directory = SpillDirectory.open(parent);
  }

  @AfterEach
  void close() {
    directory.close();
  }

  private TransactionLog log(long xid) {
    return new TransactionLog(xid, budget, directory);
  }

  /** A record of the transaction, with a number in its message. */
  private static byte[] record(long xid, int number, int messageLength) {
    return ByteBuffer.allocate(Records.HEADER + messageLength)
        .putInt(Records.HEADER - Integer.BYTES + messageLength)
        .putInt((int) xid)
        .putLong(-number)
        .putInt(number)
        .array();
  }

  @Test
  void neverTakesMoreMemoryThanTheBudgetHas() {
    Random random = new Random(7);
    List<TransactionLog> logs = List.of(log(0), log(1), log(2));
    List<List<Integer>> appended = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int number = 0; number < 5_000; number++) {
      int at = random.nextInt(3);
      byte[] record = record(at, number, 4 + random.nextInt(number % 100 == 0 ? LIMIT : 1_000));
      logs.get(at).append(record, record.length);
      appended.get(at).add(number);
      assertThat(budget.used()).isLessThanOrEqualTo(LIMIT);
    }
    for (int at = 0; at < 3; at++) {
      assertThat(numbers(logs.get(at), at)).isEqualTo(appended.get(at));
      logs.get(at).delete();
    }
    assertThat(budget.used()).isZero();
  }

  @Test
  void keepsARecordThatIsExactlyAsLargeAsTheBudgetInMemory() {
    TransactionLog log = log(1);
    log.append(record(1, 1, 10), Records.HEADER + 10);
    log.append(record(1, 2, LIMIT - Records.HEADER), LIMIT);
    assertThat(budget.used()).isEqualTo(LIMIT);
    assertThat(numbers(log, 1)).containsExactly(1, 2);
  }

  @Test
  void startsSmallAndGrows() {
    TransactionLog log = log(1);
    log.append(record(1, 1, 10), Records.HEADER + 10);
    assertThat(log.bytesInMemory()).isEqualTo(8 << 10);
  }

  private static List<Integer> numbers(TransactionLog log, long xid) {
    List<Integer> numbers = new ArrayList<>();
    LogReader reader = log.reader();
    Records.Reader collect =
        (subxid, startLsn, buffer, message, length) -> {
          int number = Records.intAt(buffer, message);
          assertThat(subxid).isEqualTo(xid);
          assertThat(startLsn).isEqualTo(-number);
          numbers.add(number);
        };
    while (reader.next(collect)) {
      assertThat(numbers).isNotEmpty();
    }
    return numbers;
  }
}
