package io.tidemark.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SpillTest {
  @TempDir Path directory;

  private HandmadeStream smallest() {
    return new HandmadeStream(
        AssemblerConfig.builder()
            .spillDirectory(directory)
            .maxBufferedBytes(AssemblerConfig.SMALLEST_BUFFER)
            .build());
  }

  /** The spill files in all directories. */
  private List<Path> files() {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(".wal")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Path> directories() throws IOException {
    try (Stream<Path> directories = Files.list(directory)) {
      return directories.toList();
    }
  }

  private static void insert(HandmadeStream stream, long xid, int rows, int bytes) {
    stream.start(xid, true).relation(xid);
    for (int id = 0; id < rows; id++) {
      stream.insert(xid, id, "v".repeat(bytes));
    }
    stream.stop();
  }

  @Test
  void writesNothingToDiskWithinTheBound() {
    try (HandmadeStream stream = smallest()) {
      insert(stream, 7, 50, 1_000);
      assertThat(files()).isEmpty();
    }
  }

  @Test
  void deliversEveryRowInOrderFromDiskAndMemory() {
    try (HandmadeStream stream = smallest()) {
      insert(stream, 7, 1_000, 1_000);
      assertThat(files())
          .singleElement()
          .satisfies(file -> assertThat(file).hasSize(stream.assembler().status().spilledBytes()));
      stream.streamCommit(7);
      assertThat(stream.assembler().status().spilledBytes()).isZero();
      List<String> delivered = stream.delivered();
      assertThat(delivered).hasSize(1_003);
      for (int id = 0; id < 1_000; id++) {
        assertThat(delivered.get(id + 2)).contains("(" + id + ", vvv");
      }
      assertThat(files()).isEmpty();
    }
  }

  @Test
  void spillsTheLargestTransactionFirst() {
    try (HandmadeStream stream = smallest()) {
      insert(stream, 7, 3, 1_000);
      insert(stream, 8, 200, 1_000);
      assertThat(files()).singleElement().asString().contains("8-");
    }
  }

  @Test
  void takesARowThatIsLargerThanTheBound() {
    String before = "0/12: Insert public.t (1, a)";
    String large = "v".repeat(3 << 20);
    try (HandmadeStream stream = smallest()) {
      stream.start(7, true).relation(7).insert(7, 1, "a").insert(7, 2, large).insert(7, 3, "b");
      stream.stop().streamCommit(7);
      assertThat(stream.delivered())
          .contains(
              before, "0/13: Insert public.t (2, " + large + ")", "0/14: Insert public.t (3, b)");
    }
  }

  @Test
  void deletesTheFileOfATransactionThatAborts() {
    try (HandmadeStream stream = smallest()) {
      insert(stream, 7, 200, 1_000);
      stream.streamAbort(7, 7);
      assertThat(files()).isEmpty();
    }
  }

  @Test
  void deletesItsDirectoryOnClose() throws IOException {
    try (HandmadeStream stream = smallest()) {
      insert(stream, 7, 200, 1_000);
      assertThat(directories()).hasSize(1);
    }
    assertThat(directories()).isEmpty();
  }

  @Test
  void leavesTheDirectoryOfAnotherAssemblerInTheSameProcess() {
    try (HandmadeStream first = smallest()) {
      insert(first, 7, 200, 1_000);
      try (HandmadeStream second = smallest()) {
        insert(second, 7, 200, 1_000);
        assertThat(files()).hasSize(2);
      }
      first.streamCommit(7);
      assertThat(first.delivered()).hasSize(203);
    }
  }

  @Test
  @Timeout(60)
  void removesWhatADeadProcessLeftAndNothingOfALivingOne() throws Exception {
    Process process = SpillingProcess.start(directory);
    try (BufferedReader output = process.inputReader()) {
      assertThat(output.readLine()).isEqualTo(SpillingProcess.READY);
      Path spilled = files().get(0);
      smallest().close();
      assertThat(spilled).exists();

      process.destroyForcibly();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(spilled).exists();
      smallest().close();
      assertThat(directories()).isEmpty();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void namesTheTransactionAndTheFileWhenTheDiskFails() throws IOException {
    try (HandmadeStream stream = smallest()) {
      insert(stream, 7, 10, 1_000);
      Path own = directories().get(0);
      Files.delete(own.resolve("lock"));
      Files.delete(own);
      assertThatExceptionOfType(SpillException.class)
          .isThrownBy(() -> insert(stream, 8, 200, 1_000))
          .withMessageStartingWith("cannot create a file for the changes of transaction 8 (0 bytes")
          .withMessageContaining(own.toString())
          .satisfies(failure -> assertThat(failure.file().getParent()).isEqualTo(own));
    }
  }

  @Test
  void refusesASpillDirectoryThatIsAFile() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    AssemblerConfig config = AssemblerConfig.builder().spillDirectory(file).build();
    assertThatExceptionOfType(SpillException.class)
        .isThrownBy(() -> new HandmadeStream(config))
        .withMessageStartingWith("cannot use spillDirectory " + file);
  }

  @Test
  void refusesABoundThatIsTooSmall() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AssemblerConfig.builder().maxBufferedBytes(65_535).build())
        .withMessage("maxBufferedBytes 65535: expected at least 65536");
  }
}
