package io.tidemark.publisher.snapshot;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what incremental snapshots have done, on a thread of its own and in order, so that
 * the stream does not wait for it.
 */
final class JournalWriter implements AutoCloseable {
  private final @Nullable Supplier<SnapshotJournal> journals;
  private final String name;
  private final ExecutorService thread = Workers.single("tidemark-incremental-journal");

  // That thread
  private @Nullable SnapshotJournal journal;

  /**
   * @param journals null when nothing is written down
   * @param name whose entries they are
   */
  JournalWriter(@Nullable Supplier<SnapshotJournal> journals, String name) {
    this.journals = journals;
    this.name = name;
  }

  /** What was written down, by this or an earlier process; null when nothing ever is. */
  CompletableFuture<@Nullable Map<String, String>> read() {
    return CompletableFuture.supplyAsync(
        () -> {
          SnapshotJournal open = journal();
          return open == null ? null : open.read(name);
        },
        thread);
  }

  /** Done when the entry is safe. */
  CompletableFuture<Void> write(String entry, String value) {
    return CompletableFuture.runAsync(
        () -> {
          SnapshotJournal open = journal();
          if (open != null) {
            open.write(name, entry, value);
          }
        },
        thread);
  }

  private @Nullable SnapshotJournal journal() {
    if (journal == null && journals != null) {
      journal = journals.get();
    }
    return journal;
  }

  /** Ends after what is still to be written, if that does not take long. */
  @Override
  public void close() {
    thread.execute(
        () -> {
          if (journal != null) {
            journal.close();
          }
        });
    Workers.end(thread);
  }
}
