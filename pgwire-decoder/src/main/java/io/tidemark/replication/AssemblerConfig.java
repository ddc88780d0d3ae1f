package io.tidemark.replication;

import java.nio.file.Path;

/**
 * Settings of a {@link TransactionAssembler}. Immutable and thread-safe.
 *
 * <pre>{@code
 * AssemblerConfig config =
 *     AssemblerConfig.builder().maxBufferedBytes(16 << 20).spillDirectory(Path.of("/var/spool/cdc")).build();
 * }</pre>
 *
 * @param maxBufferedBytes how much memory the messages of all held transactions may take together,
 *     in bytes; what is more goes to disk
 * @param spillDirectory where it goes; created when it is missing, and shared by any number of
 *     processes. Needs room for the largest transactions in flight, in the size that they have on
 *     the wire
 * @param preparedDelivery when a prepared transaction is delivered
 * @param origin the stream's: with {@link OriginFilter#NONE} the server may send a Commit Prepared
 *     whose Prepare it has filtered out, which is then passed over; otherwise that is an error
 */
public record AssemblerConfig(
    long maxBufferedBytes,
    Path spillDirectory,
    PreparedDelivery preparedDelivery,
    OriginFilter origin) {

  /** The least {@link #maxBufferedBytes} that is accepted. */
  public static final long SMALLEST_BUFFER = 64 << 10;

  /** Checks the bound. */
  public AssemblerConfig {
    if (maxBufferedBytes < SMALLEST_BUFFER) {
      throw new IllegalArgumentException(
          "maxBufferedBytes " + maxBufferedBytes + ": expected at least " + SMALLEST_BUFFER);
    }
  }

  /** A builder with every default. */
  public static Builder builder() {
    return new Builder();
  }

  /** The same for a stream with this option. */
  AssemblerConfig withOrigin(OriginFilter filter) {
    return new AssemblerConfig(maxBufferedBytes, spillDirectory, preparedDelivery, filter);
  }

  /** Builds an {@link AssemblerConfig}. Not thread-safe. */
  public static final class Builder {
    private long maxBufferedBytes = 64 << 20;
    private Path spillDirectory = Path.of(System.getProperty("java.io.tmpdir"), "tidemark");
    private PreparedDelivery preparedDelivery = PreparedDelivery.AT_COMMIT_PREPARED;
    private OriginFilter origin = OriginFilter.ANY;

    private Builder() {}

    /** 64 MiB unless set. */
    public Builder maxBufferedBytes(long bytes) {
      maxBufferedBytes = bytes;
      return this;
    }

    /** {@code tidemark} in the system's directory for temporary files unless set. */
    public Builder spillDirectory(Path directory) {
      spillDirectory = directory;
      return this;
    }

    /** {@link PreparedDelivery#AT_COMMIT_PREPARED} unless set. */
    public Builder preparedDelivery(PreparedDelivery when) {
      preparedDelivery = when;
      return this;
    }

    /** {@link OriginFilter#ANY} unless set; give it what the stream has. */
    public Builder origin(OriginFilter origin) {
      this.origin = origin;
      return this;
    }

    /**
     * The configuration.
     *
     * @throws IllegalArgumentException when a setting is out of range
     */
    public AssemblerConfig build() {
      return new AssemblerConfig(maxBufferedBytes, spillDirectory, preparedDelivery, origin);
    }
  }
}
