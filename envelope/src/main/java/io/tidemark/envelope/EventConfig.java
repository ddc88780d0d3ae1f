package io.tidemark.envelope;

import java.util.EnumSet;
import java.util.Set;

/**
 * The settings that decide which records there are. Immutable and thread-safe.
 *
 * @param tombstonesOnDelete {@code tombstones.on.delete}
 * @param skippedOperations {@code skipped.operations}
 * @param skipMessagesWithoutChange {@code skip.messages.without.change}
 * @param provideTransactionMetadata {@code provide.transaction.metadata}
 * @param extendedHeaders {@code extended.headers.enabled}
 * @param failureHandling {@code event.converting.failure.handling.mode}
 */
public record EventConfig(
    boolean tombstonesOnDelete,
    Set<Operation> skippedOperations,
    boolean skipMessagesWithoutChange,
    boolean provideTransactionMetadata,
    boolean extendedHeaders,
    FailureHandling failureHandling) {

  /** What becomes of a value that its schema cannot represent. */
  public enum FailureHandling {
    /** The stream ends with a {@link ConversionException}. Debezium's default is {@code warn}. */
    FAIL,
    /** The value is null, and a warning is logged. */
    WARN,
    /** The value is null. */
    SKIP
  }

  /** Copies the set. */
  public EventConfig {
    skippedOperations = Set.copyOf(skippedOperations);
  }

  /** Debezium's defaults, except that a failed conversion ends the stream. */
  public static EventConfig defaults() {
    return new EventConfig(
        true, EnumSet.of(Operation.TRUNCATE), false, false, true, FailureHandling.FAIL);
  }

  boolean skips(Operation operation) {
    return skippedOperations.contains(operation);
  }
}
