package io.tidemark.publisher.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EffectiveSettingsTest {

  @Test
  void blockHasWhatWasGivenAndTheDefaultsButNoSecret() {
    String block =
        EffectiveSettings.describe(
            Map.of(
                "slot.name", "orders_slot",
                "database.password", "s3cret",
                "column.mask.hash.v2.SHA-256.with.salt.s3cret", "public.users.email",
                "producer.sasl.jaas.config", "… password=s3cret",
                "producer.ssl.keystore.key", "s3cret"));
    assertThat(block)
        .contains("  slot.name = orders_slot\n")
        .contains("  database.port = 5432 (default)\n")
        .contains("  decimal.handling.mode = precise (default)\n")
        .contains("  database.password = ***\n")
        .contains("  column.mask.hash.v2.SHA-256.with.salt.*** = public.users.email\n")
        .contains("  producer.sasl.jaas.config = ***\n")
        .doesNotContain("s3cret");
    assertThat(block.lines()).isSorted();
  }
}
