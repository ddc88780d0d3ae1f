package io.tidemark.pgoutput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** Whatever the bytes: a message or a {@link ProtocolException}, and nothing else. */
@Domain(MessageArbitraries.class)
@Domain(DomainContext.Global.class)
class HostileBytesTest {
  /** Stream Abort without the position that only parallel streaming adds. */
  private static final int SHORT_STREAM_ABORT = 1 + 4 + 4;

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void refusesAMessageThatIsCutAnywhere(@ForAll MessageSample sample) {
    byte[] whole = sample.bytes();
    TestDecoder decoder = sample.decoder();
    for (int length = 0; length < whole.length; length++) {
      if (sample.message() instanceof PgOutputMessage.StreamAbort && length == SHORT_STREAM_ABORT) {
        continue;
      }
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> decoder.decode(cut));
    }
    assertThat(decoder.decode(whole)).isEqualTo(sample.message());
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void refusesAMessageWithAByteMore(@ForAll MessageSample sample, @ForAll byte more) {
    byte[] whole = sample.bytes();
    byte[] longer = Arrays.copyOf(whole, whole.length + 1);
    longer[whole.length] = more;
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> sample.decoder().decode(longer));
  }

  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void survivesChangedBytes(
      @ForAll MessageSample sample,
      @ForAll @IntRange(min = 1, max = 8) int changes,
      @ForAll long seed) {
    byte[] bytes = sample.bytes();
    Random random = new Random(seed);
    for (int i = 0; i < changes; i++) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    survives(sample.decoder(), bytes);
  }

  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void survivesAnyBytes(@ForAll MessageSample point, @ForAll byte[] bytes) {
    survives(point.decoder(), bytes);
  }

  /** The test fails on any other exception, which passes through. */
  private static void survives(TestDecoder decoder, byte[] bytes) {
    try {
      assertThat(decoder.decode(bytes).toString()).isNotEmpty();
    } catch (ProtocolException refused) {
      assertThat(refused).hasMessageStartingWith(refused.messageType() + ": ");
    }
  }
}
