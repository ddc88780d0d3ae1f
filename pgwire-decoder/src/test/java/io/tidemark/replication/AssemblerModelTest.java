package io.tidemark.replication;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Any interleaving of streamed transactions, with subtransactions that abort, against the obvious
 * model: lists of rows in memory.
 */
class AssemblerModelTest {

  /** A transaction in the model: its rows by subtransaction, and those that aborted. */
  private static final class Modelled {
    final List<Map.Entry<Long, Integer>> rows = new ArrayList<>();
    final Set<Long> aborted = new HashSet<>();

    List<Integer> surviving() {
      return rows.stream()
          .filter(row -> !aborted.contains(row.getKey()))
          .map(Map.Entry::getValue)
          .toList();
    }
  }

  @Property(tries = 15)
  void deliversWhatAModelWithUnlimitedMemoryWould(@ForAll long seed) throws IOException {
    Path directory = Files.createTempDirectory("tidemark-model");
    AssemblerConfig config =
        AssemblerConfig.builder()
            .spillDirectory(directory)
            .maxBufferedBytes(AssemblerConfig.SMALLEST_BUFFER)
            .build();
    try (HandmadeStream stream = new HandmadeStream(config)) {
      assertThat(new Play(stream, new Random(seed)).run()).isPositive();
    }
    assertThat(directory).isEmptyDirectory();
    Files.delete(directory);
  }

  /** One run of random steps. */
  private static final class Play {
    private final HandmadeStream stream;
    private final Random random;
    private final Map<Long, Modelled> open = new LinkedHashMap<>();
    private long nextXid = 1_000;
    private int nextId;
    private int delivered;

    Play(HandmadeStream stream, Random random) {
      this.stream = stream;
      this.random = random;
    }

    int run() {
      for (int step = 0; step < 150; step++) {
        if (open.isEmpty() || (open.size() < 5 && random.nextInt(10) == 0)) {
          block(nextXid++, true);
          continue;
        }
        List<Long> xids = List.copyOf(open.keySet());
        long xid = xids.get(random.nextInt(xids.size()));
        switch (random.nextInt(12)) {
          case 0 -> commit(xid);
          case 1 -> abort(xid, open.get(xid));
          default -> block(xid, false);
        }
      }
      List.copyOf(open.keySet()).forEach(this::commit);
      return delivered;
    }

    private void block(long xid, boolean first) {
      Modelled transaction = open.computeIfAbsent(xid, ignored -> new Modelled());
      stream.start(xid, first).relation(xid);
      for (int rows = random.nextInt(8); rows > 0; rows--) {
        long subxid = random.nextInt(3) == 0 ? nextXid++ : xid;
        int id = nextId++;
        // Mostly small; some larger than a chunk, a few larger than the whole bound of 64 KiB.
        int bytes = random.nextInt(20) == 0 ? random.nextInt(100_000) : random.nextInt(3_000);
        stream.insert(subxid, id, "v".repeat(bytes));
        transaction.rows.add(Map.entry(subxid, id));
      }
      stream.stop();
    }

    private void abort(long xid, Modelled transaction) {
      long[] subxids =
          transaction.rows.stream()
              .mapToLong(Map.Entry::getKey)
              .filter(sub -> sub != xid)
              .toArray();
      if (subxids.length == 0 || random.nextInt(8) == 0) {
        stream.streamAbort(xid, xid);
        open.remove(xid);
        return;
      }
      long subxid = subxids[random.nextInt(subxids.length)];
      stream.streamAbort(xid, subxid);
      transaction.aborted.add(subxid);
    }

    private void commit(long xid) {
      assertThat(stream.delivered()).isEmpty();
      stream.streamCommit(xid);
      List<String> lines = stream.delivered();
      assertThat(lines.get(0)).endsWith("xid=" + xid);
      assertThat(lines.get(lines.size() - 1)).contains("Commit");
      List<Integer> ids =
          lines.stream()
              .filter(line -> line.contains("Insert"))
              .map(line -> Integer.valueOf(line.split("[(,]", 3)[1]))
              .toList();
      assertThat(ids).isEqualTo(open.remove(xid).surviving());
      delivered++;
    }
  }
}
