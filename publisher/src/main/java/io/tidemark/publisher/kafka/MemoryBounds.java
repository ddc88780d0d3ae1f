package io.tidemark.publisher.kafka;

import io.tidemark.publisher.ConfigurationException;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * How the memory of events that are not acknowledged is shared.
 *
 * @param buffer the producer's {@code buffer.memory}: batches, compressed or about to be
 * @param inFlight the records' own objects, counted with their bytes before compression, so that a
 *     batch that compresses worse than expected is covered too
 */
record MemoryBounds(long buffer, long inFlight) {
  private static final long MIB = 1 << 20;

  /** Below it a single batch would be most of the buffer. */
  private static final long LEAST = MIB;

  /**
   * Half and half, unless the user has set the producer's part.
   *
   * @param maxBytes for both; 0 to derive it from the heap
   * @throws ConfigurationException when the two settings leave no room for records in flight
   */
  static MemoryBounds of(long maxBytes, Map<String, String> producer, long maxHeap) {
    String text = producer.get(ProducerConfig.BUFFER_MEMORY_CONFIG);
    if (maxBytes != 0 && maxBytes < LEAST) {
      throw new ConfigurationException(
          "max.queue.size.in.bytes=" + maxBytes + ": expected at least " + LEAST);
    }
    if (text == null || !text.strip().matches("[0-9]{1,18}")) { // Kafka names what is no number
      long bound = maxBytes == 0 ? ofHeap(maxHeap) : maxBytes;
      return new MemoryBounds(bound / 2, bound - bound / 2);
    }
    long buffer = Long.parseLong(text.strip());
    long bound = maxBytes == 0 ? Math.max(ofHeap(maxHeap), 2 * buffer) : maxBytes;
    if (buffer >= bound) {
      throw new ConfigurationException(
          "producer.buffer.memory=%d, max.queue.size.in.bytes=%d: expected the first to be the smaller one, about half"
              .formatted(buffer, bound));
    }
    return new MemoryBounds(buffer, bound - buffer);
  }

  /** A quarter of the heap, up to 512 MiB: more in flight is no faster. */
  static long ofHeap(long maxHeap) {
    return Math.max(LEAST, Math.min(512 * MIB, maxHeap / 4));
  }

  /** Large under load, and small enough that several partitions find room. */
  int batchSize() {
    return (int) Math.min(256 * 1024, buffer / 16);
  }
}
