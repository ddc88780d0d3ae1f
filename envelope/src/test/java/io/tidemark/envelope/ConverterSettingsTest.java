package io.tidemark.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Kafka Connect has one converter for keys and one for values, each with settings of its own. */
final class ConverterSettingsTest {
  private static final int PRICES = 16384;

  private final CollectingSink sink = new CollectingSink();

  private Envelope priced(String setting, String value) {
    EnvelopeConfig config =
        DebeziumProperties.envelope(
            Map.of(
                "topic.prefix",
                "shop",
                "message.key.columns",
                "public.prices:price",
                setting,
                value));
    TestStream stream = new TestStream(new EnvelopeEncoder(config, new TestCatalog(), sink));
    stream.relation(PRICES, "prices", 'f', "price 790");
    stream.begin(700);
    stream.insert(PRICES, "$1.50");
    return sink.only();
  }

  @Test
  void writesDecimalsOfKeysAsNumbers() {
    Envelope priced = priced("key.converter.decimal.format", "numeric");

    assertThat(priced.key()).asString(UTF_8).isEqualTo("{\"price\":1.50}");
    assertThat(priced.value()).asString(UTF_8).contains("\"after\":{\"price\":\"AJY=\"}");
  }

  @Test
  void writesDecimalsOfValuesAsNumbers() {
    Envelope priced = priced("value.converter.decimal.format", "NUMERIC");

    assertThat(priced.key()).asString(UTF_8).isEqualTo("{\"price\":\"AJY=\"}");
    assertThat(priced.value()).asString(UTF_8).contains("\"after\":{\"price\":1.50}");
  }

  @Test
  void describesKeysAlone() {
    Envelope priced = priced("key.converter.schemas.enable", "true");

    assertThat(priced.key()).asString(UTF_8).endsWith(",\"payload\":{\"price\":\"AJY=\"}}");
    assertThat(priced.value()).asString(UTF_8).startsWith("{\"before\":null,");
  }
}
