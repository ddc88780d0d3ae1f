package io.tidemark.publisher.kafka;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tidemark.publisher.SinkException;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BrokersTest {

  @Test
  void namesAddressThatDoesNotAnswer() throws IOException {
    String address;
    try (ServerSocket closedSoon = new ServerSocket(0)) {
      address = "localhost:" + closedSoon.getLocalPort();
    }
    assertThatExceptionOfType(SinkException.class)
        .isThrownBy(
            () -> Brokers.connect(Map.of("bootstrap.servers", address), Duration.ofSeconds(1)))
        .withMessage(
            "Kafka at "
                + address
                + ": no broker answered within 1 s."
                + " Check producer.bootstrap.servers, the network, and producer.security.protocol");
  }

  @Test
  void namesHostThatDoesNotResolve() {
    assertThatExceptionOfType(SinkException.class)
        .isThrownBy(
            () ->
                Brokers.connect(
                    Map.of("bootstrap.servers", "no-such-host.invalid:9092"),
                    Duration.ofSeconds(5)))
        .withMessageStartingWith(
            "Kafka at no-such-host.invalid:9092: No resolvable bootstrap urls");
  }
}
