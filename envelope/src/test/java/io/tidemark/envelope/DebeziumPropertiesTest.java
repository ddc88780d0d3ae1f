package io.tidemark.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.envelope.type.TypeConfig.BinaryHandling;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DebeziumPropertiesTest {

  @Test
  void readsDebeziumsNames() {
    EnvelopeConfig config =
        DebeziumProperties.envelope(
            Map.of(
                "topic.prefix", "shop",
                "binary.handling.mode", "base64-url-safe",
                "skipped.operations", "none",
                "value.converter.schemas.enable", "true"));

    assertThat(config.topics().prefix()).isEqualTo("shop");
    assertThat(config.types().binaries()).isEqualTo(BinaryHandling.BASE64_URL_SAFE);
    assertThat(config.events().skippedOperations()).isEmpty();
    assertThat(config.format().valueSchemas()).isTrue();
  }

  @Test
  void namesEverySettingThatItDoesNotUnderstand() {
    assertThatThrownBy(
            () ->
                DebeziumProperties.envelope(
                    Map.of(
                        "topic.prefix",
                        "shop",
                        "topic.prefx",
                        "x",
                        "money.fraction.digits",
                        "two")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            """
            money.fraction.digits=two: expected an integer from 0 to 999999999
            topic.prefx is not a setting of envelopes""");
  }

  @Test
  void knowsSettingsWhoseNamesCarryValues() {
    assertThat(DebeziumProperties.knows("column.mask.hash.v2.SHA-256.with.salt.abc.d")).isTrue();
    assertThat(DebeziumProperties.knows("column.mask.with.x.chars")).isFalse();
  }

  @Test
  void refusesAnIncludeAndAnExcludeListOfOneKind() {
    assertThatThrownBy(
            () ->
                DebeziumProperties.envelope(
                    Map.of(
                        "topic.prefix",
                        "shop",
                        "table.include.list",
                        "public.a",
                        "table.exclude.list",
                        "public.b")))
        .hasMessage("table.include.list and table.exclude.list are both set: expected one of them");
  }

  @Test
  void wantsAPrefix() {
    assertThatThrownBy(() -> DebeziumProperties.envelope(Map.of()))
        .hasMessageStartingWith("topic.prefix is not set: expected text. ");
  }

  @Test
  void saysNoSaltInAProblem() {
    assertThatThrownBy(
            () ->
                DebeziumProperties.envelope(
                    Map.of(
                        "topic.prefix", "shop", "column.mask.hash.SHA-256.with.salt.s3cret", "(")))
        .hasMessageContaining("column.mask.hash.v2.ALGORITHM.with.salt.SALT: ")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void refusesADigestThatDoesNotExist() {
    assertThatThrownBy(
            () ->
                DebeziumProperties.envelope(
                    Map.of(
                        "topic.prefix", "shop", "column.mask.hash.MD0.with.salt.s", "public.t.a")))
        .hasMessageContaining("MD0");
  }

  @Test
  void wantsARegexAndItsReplacementTogetherWithTheirStrategy() {
    assertThatThrownBy(
            () ->
                DebeziumProperties.envelope(
                    Map.of("topic.prefix", "shop", "topic.regex", ".*", "topic.replacement", "x")))
        .hasMessageStartingWith("topic.regex: expected beside topic.naming.strategy");
    assertThatThrownBy(
            () ->
                DebeziumProperties.envelope(
                    Map.of(
                        "topic.prefix",
                        "shop",
                        "topic.naming.strategy",
                        "io.debezium.schema.DefaultRegexTopicNamingStrategy",
                        "topic.regex",
                        ".*")))
        .hasMessageStartingWith("topic.replacement: expected beside topic.regex");
  }
}
