package io.tidemark.publisher.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.testing.TestCertificates;
import io.tidemark.testing.TestKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A broker that takes clients over TLS and with SCRAM only, beside a listener for its tests. */
final class ScramKafka implements AutoCloseable {
  private final TestKafka kafka;
  private final int port;
  private final int internalPort;
  private final Path root;

  private ScramKafka(TestKafka kafka, int port, int internalPort, Path root) {
    this.kafka = kafka;
    this.port = port;
    this.internalPort = internalPort;
    this.root = root;
  }

  static ScramKafka start(Path directory, TestCertificates certificates) throws IOException {
    List<Integer> ports = TestKafka.freePorts(3);
    Path identity = directory.resolve("broker.pem");
    Files.writeString(
        identity,
        Files.readString(certificates.privateKey("localhost"))
            + Files.readString(certificates.certificate("localhost")));
    String listeners =
        "CLIENTS://localhost:%d,INTERNAL://localhost:%d".formatted(ports.get(0), ports.get(1));
    TestKafka kafka =
        TestKafka.start(
            Map.ofEntries(
                Map.entry("listeners", listeners + ",CONTROLLER://localhost:" + ports.get(2)),
                Map.entry("advertised.listeners", listeners),
                Map.entry("controller.quorum.voters", "1@localhost:" + ports.get(2)),
                Map.entry("inter.broker.listener.name", "INTERNAL"),
                Map.entry(
                    "listener.security.protocol.map",
                    "CLIENTS:SASL_SSL,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("sasl.enabled.mechanisms", "SCRAM-SHA-512"),
                Map.entry(
                    "listener.name.clients.scram-sha-512.sasl.jaas.config",
                    "org.apache.kafka.common.security.scram.ScramLoginModule required;"),
                Map.entry("ssl.keystore.type", "PEM"),
                Map.entry("ssl.keystore.location", identity.toString())));
    return new ScramKafka(kafka, ports.get(0), ports.get(1), certificates.root());
  }

  /** For clients. */
  String servers() {
    return "localhost:" + port;
  }

  void createUser(String name, String password) throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", "localhost:" + internalPort))) {
      admin
          .alterUserScramCredentials(
              List.of(
                  new UserScramCredentialUpsertion(
                      name,
                      new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096),
                      password.getBytes(UTF_8))))
          .all()
          .get();
    }
  }

  static String jaas(String user, String password) {
    return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
        .formatted(user, password);
  }

  /** The values of a topic's first partition. */
  List<String> read(String topic, String user, String password) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", servers());
    settings.put("security.protocol", "SASL_SSL");
    settings.put("sasl.mechanism", "SCRAM-SHA-512");
    settings.put("sasl.jaas.config", jaas(user, password));
    settings.put("ssl.truststore.type", "PEM");
    settings.put("ssl.truststore.location", root.toString());
    TopicPartition partition = new TopicPartition(topic, 0);
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
      }
    }
    return values;
  }

  @Override
  public void close() {
    kafka.close();
  }
}
