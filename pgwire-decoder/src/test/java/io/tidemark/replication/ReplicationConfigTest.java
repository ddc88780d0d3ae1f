package io.tidemark.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class ReplicationConfigTest {

  private static ReplicationConfigBuilder valid() {
    return ReplicationConfig.builder()
        .url("jdbc:postgresql://db.example:5433/shop")
        .user("replicator")
        .password("s3cret")
        .slot("orders_slot")
        .publication("orders_pub");
  }

  @Test
  void showsNoPassword() {
    ReplicationConfig config =
        valid().property("sslpassword", "s3cret").property("sslmode", "require").build();
    assertThat(config.toString())
        .doesNotContain("s3cret")
        .contains("password=***", "sslpassword=***", "sslmode=require", "slot=orders_slot");
  }

  @Test
  void knowsTheDatabaseOfItsUrl() {
    assertThat(valid().build().database()).isEqualTo("shop");
    assertThat(valid().url("jdbc:postgresql://db.example/").build().database())
        .isEqualTo("replicator");
    assertThat(valid().url("jdbc:postgresql://a:1,b:2/shop").build().place())
        .isEqualTo("a:1,b:2/shop");
  }

  @Test
  void takesTheUserFromTheUrl() {
    ReplicationConfig config =
        valid().user("").url("jdbc:postgresql://localhost/shop?user=other").build();
    assertThat(config.user()).isEqualTo("other");
  }

  @Test
  void namesWhatIsMissingOrWrong() {
    refuses(
        c -> c.url("jdbc:mysql://localhost/shop"),
        "url: expected jdbc:postgresql://host:port/database");
    refuses(
        c -> c.url("jdbc:postgresql://localhost/shop?password=s3cret"), "url: holds a password");
    refuses(c -> c.user(""), "user: found none");
    refuses(
        c -> c.url("jdbc:postgresql://h/shop?user=a").user("b"),
        "user: \"b\" differs from the URL's \"a\"");
    refuses(
        c -> c.slot("Orders-Slot"),
        "slot: found \"Orders-Slot\"; expected 1 to 63 of a-z, 0-9 and _");
    refuses(c -> c.publication(""), "publications: found \"\" of 0 bytes");
    refuses(c -> c.publication("x".repeat(64)), "of 64 bytes; expected names of 1 to 63 bytes");
    refuses(c -> c.publication("a\0b"), "without NUL");
    refuses(
        c -> c.statusInterval(Duration.ZERO),
        "statusInterval: found PT0S; expected at least PT0.01S");
    refuses(
        c -> c.pollTimeout(Duration.ZERO), "pollTimeout: found PT0S; expected at least PT0.001S");
    refuses(
        c -> c.peerTimeout(Duration.ofSeconds(15)),
        "peerTimeout PT15S: expected at least twice the statusInterval PT10S");
    assertThatThrownBy(
            () ->
                ReplicationConfig.builder()
                    .url("jdbc:postgresql://h/d")
                    .user("u")
                    .slot("s")
                    .build())
        .hasMessage("publications: found none; expected at least one");
  }

  @Test
  @SuppressWarnings("NullAway") // what code without null checks does
  void namesAValueThatTheEnvironmentDidNotGive() {
    assertThatThrownBy(() -> valid().password(System.getenv("NO_SUCH_VARIABLE_IS_SET")))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("password: found null; expected a value, is the environment variable set?");
  }

  @Test
  void namesOptionsThatTheProtocolVersionLacks() {
    refuses(
        c -> c.protocolVersion(ProtocolVersion.V1).streaming(Streaming.ON),
        "streaming ON needs protocolVersion V2, found V1");
    refuses(
        c -> c.protocolVersion(ProtocolVersion.V3).streaming(Streaming.PARALLEL),
        "streaming PARALLEL needs protocolVersion V4, found V3");
    refuses(
        c -> c.protocolVersion(ProtocolVersion.V2).twoPhase(true),
        "twoPhase needs protocolVersion V3, found V2");
    assertThat(valid().streaming(Streaming.PARALLEL).twoPhase(true).build().streaming())
        .isEqualTo(Streaming.PARALLEL);
  }

  @Test
  void keepsTheSettingsThatDecodingAndTransportDependOn() {
    refuses(
        c -> c.property("socketTimeout", "10"), "connection property socketTimeout: expected none");
    refuses(
        c -> c.url("jdbc:postgresql://h/shop?preferQueryMode=extended"),
        "connection property preferQueryMode: expected none");
    refuses(c -> c.setting("DateStyle", "German"), "setting DateStyle: expected none");
    refuses(
        c -> c.setting("x; DROP TABLE t", ""), "setting \"x; DROP TABLE t\": expected the name");
  }

  @Test
  void quotesEveryNameInTheCommandThatStartsTheStream() {
    ReplicationConfig config =
        valid()
            .publication("we\"ird, 'pub\\")
            .binary(true)
            .messages(true)
            .streaming(Streaming.PARALLEL)
            .twoPhase(true)
            .origin(OriginFilter.NONE)
            .build();
    assertThat(StartReplication.command(config, 4))
        .isEqualTo(
            "START_REPLICATION SLOT \"orders_slot\" LOGICAL 0/0 (\"proto_version\" '4', \"publication_names\""
                + " '\"orders_pub\", \"we\"\"ird, ''pub\\\"', \"binary\" 'true', \"messages\" 'true',"
                + " \"streaming\" 'parallel', \"two_phase\" 'on', \"origin\" 'none')");
    assertThat(StartReplication.command(valid().build(), 2))
        .isEqualTo(
            "START_REPLICATION SLOT \"orders_slot\" LOGICAL 0/0 (\"proto_version\" '2', \"publication_names\""
                + " '\"orders_pub\"')");
  }

  @Test
  void refusesToQuoteWhatNoTextCanHold() {
    assertThatThrownBy(() -> Sql.literal("a\0b")).hasMessageContaining("NUL");
    assertThat(Sql.literal("it's")).isEqualTo("'it''s'");
    assertThat(Sql.identifier("a\"b")).isEqualTo("\"a\"\"b\"");
  }

  private static void refuses(UnaryOperator<ReplicationConfigBuilder> change, String message) {
    assertThatThrownBy(() -> change.apply(valid()).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("s3cret");
  }
}
