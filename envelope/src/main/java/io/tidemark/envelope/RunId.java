package io.tidemark.envelope;

import java.security.SecureRandom;
import java.util.UUID;

/** Makes UUIDs of version 7: 48 bits of milliseconds since 1970, then random bits. */
final class RunId {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final long VERSION_7 = 0x7000;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private RunId() {}

  static String next() {
    long high = System.currentTimeMillis() << 16 | VERSION_7 | (RANDOM.nextLong() & 0xfff);
    long low = VARIANT | RANDOM.nextLong() >>> 2;
    return new UUID(high, low).toString();
  }
}
