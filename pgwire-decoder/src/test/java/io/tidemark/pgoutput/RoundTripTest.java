package io.tidemark.pgoutput;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

class RoundTripTest {
  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
  @Domain(MessageArbitraries.class)
  void decodesWhatWasEncoded(@ForAll MessageSample sample) {
    assertThat(sample.decoder().decode(sample.bytes())).isEqualTo(sample.message());
  }
}
