package io.tidemark.publisher.snapshot;

import java.util.List;
import java.util.Map;

/** What somebody asks of a publisher that runs. Immutable. */
sealed interface Signal {

  /** The sender's name for it. */
  String id();

  /**
   * {@code execute-snapshot}: read tables again.
   *
   * @param tables regular expressions, each matched against a whole {@code schema.table}
   * @param conditions {@code additional-conditions}: the filter by what tables it is for, the first
   *     that fits; of an incremental snapshot conditions, of a blocking one SELECT statements
   * @param blocking whether the stream is to wait meanwhile
   */
  record Execute(String id, List<String> tables, Map<String, String> conditions, boolean blocking)
      implements Signal {
    /** Takes collections that nobody changes. */
    public Execute {
      tables = List.copyOf(tables);
    }
  }

  /**
   * {@code stop-snapshot}: give up what is left of incremental snapshots.
   *
   * @param tables as for {@link Execute}; all when empty
   */
  record Stop(String id, List<String> tables) implements Signal {
    /** Copies the list. */
    public Stop {
      tables = List.copyOf(tables);
    }
  }

  /** {@code pause-snapshot}: read no further chunk. */
  record Pause(String id) implements Signal {}

  /** {@code resume-snapshot}: go on. */
  record Resume(String id) implements Signal {}
}
