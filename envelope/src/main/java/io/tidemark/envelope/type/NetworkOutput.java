package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;

/**
 * {@code inet} and {@code cidr}.
 *
 * <pre>
 *   Byte family (2: IPv4, 3: IPv6), Byte netmask bits, Byte is cidr, Byte address bytes, the address
 * </pre>
 */
record NetworkOutput(String type) implements TypeOutput {
  private static final int HEADER = 4;
  private static final int IPV4_BYTES = 4;
  private static final int IPV6_BYTES = 16;
  private static final int IPV6_WORDS = 8;

  @Override
  public void write(byte[] source, int offset, int length, JsonBuffer text) {
    int bytes = length < HEADER ? IPV4_BYTES : source[offset + 3];
    Wire.require(type, HEADER + (bytes == IPV6_BYTES ? IPV6_BYTES : IPV4_BYTES), length);
    int bits = source[offset + 1] & 0xff;
    if (bytes == IPV4_BYTES) {
      ipv4(source, offset + HEADER, text);
    } else {
      ipv6(source, offset + HEADER, text);
    }
    if (type.equals("cidr") || bits != bytes * 8) {
      text.raw('/').number(bits);
    }
  }

  private static void ipv4(byte[] source, int offset, JsonBuffer text) {
    for (int i = 0; i < IPV4_BYTES; i++) {
      if (i > 0) {
        text.raw('.');
      }
      text.number(source[offset + i] & 0xff);
    }
  }

  /**
   * The first of the longest runs of zeros is {@code ::}; an IPv4 address in IPv6 keeps its dots.
   */
  private static void ipv6(byte[] source, int offset, JsonBuffer text) {
    int run = longestZeros(source, offset);
    int start = run >> 4;
    int zeros = run & 0xf;
    for (int i = 0; i < IPV6_WORDS; i++) {
      if (zeros > 0 && i >= start && i < start + zeros) {
        if (i == start) {
          text.raw(':');
        }
        continue;
      }
      if (i > 0) {
        text.raw(':');
      }
      if (i == 6
          && start == 0
          && (zeros == 6 || (zeros == 5 && word(source, offset, 5) == 0xffff))) {
        ipv4(source, offset + 12, text);
        return;
      }
      TypeOutputs.ascii(Integer.toHexString(word(source, offset, i)), text);
    }
    if (zeros > 0 && start + zeros == IPV6_WORDS) {
      text.raw(':');
    }
  }

  /** {@code start << 4 | length}; a single zero is no run. */
  private static int longestZeros(byte[] source, int offset) {
    int best = 0;
    int length = 0;
    for (int i = 0; i < IPV6_WORDS; i++) {
      length = word(source, offset, i) == 0 ? length + 1 : 0;
      if (length > 1 && length > (best & 0xf)) {
        best = (i + 1 - length) << 4 | length;
      }
    }
    return best;
  }

  private static int word(byte[] source, int offset, int index) {
    return Wire.shortAt(source, offset + 2 * index) & 0xffff;
  }
}
