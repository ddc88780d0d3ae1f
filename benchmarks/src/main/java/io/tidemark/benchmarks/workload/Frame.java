package io.tidemark.benchmarks.workload;

/**
 * One message of a replication stream. Immutable by contract: nobody writes to {@code message}.
 *
 * @param lsn the change's position, unsigned
 * @param message as pgoutput wrote it, its type first
 */
@SuppressWarnings("ArrayRecordComponent") // shared by reference; never compared
public record Frame(long lsn, byte[] message) {

  /** The message's type. */
  public byte tag() {
    return message[0];
  }
}
