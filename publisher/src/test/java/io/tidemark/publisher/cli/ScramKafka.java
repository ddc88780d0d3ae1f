package io.tidemark.publisher.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.testing.TestCertificates;
import io.tidemark.testing.TestKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * A broker that takes clients over TLS and with SCRAM only, and lets them do what they are allowed,
 * beside a listener for its tests.
 */
final class ScramKafka implements AutoCloseable {
  private static final Map<String, AclOperation> OPERATIONS =
      Map.of(
          "Create", AclOperation.CREATE,
          "Describe", AclOperation.DESCRIBE,
          "DescribeConfigs", AclOperation.DESCRIBE_CONFIGS,
          "Read", AclOperation.READ,
          "Write", AclOperation.WRITE);

  private final TestKafka kafka;
  private final int port;
  private final int internalPort;

  private ScramKafka(TestKafka kafka, int port, int internalPort) {
    this.kafka = kafka;
    this.port = port;
    this.internalPort = internalPort;
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
                Map.entry(
                    "authorizer.class.name",
                    "org.apache.kafka.metadata.authorizer.StandardAuthorizer"),
                Map.entry("super.users", "User:ANONYMOUS"),
                Map.entry("sasl.enabled.mechanisms", "SCRAM-SHA-512"),
                Map.entry(
                    "listener.name.clients.scram-sha-512.sasl.jaas.config",
                    "org.apache.kafka.common.security.scram.ScramLoginModule required;"),
                Map.entry("ssl.keystore.type", "PEM"),
                Map.entry("ssl.keystore.location", identity.toString())));
    return new ScramKafka(kafka, ports.get(0), ports.get(1));
  }

  /** For clients. */
  String servers() {
    return "localhost:" + port;
  }

  void createUser(String name, String password) throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(internal())) {
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

  private Map<String, Object> internal() {
    return Map.of("bootstrap.servers", "localhost:" + internalPort);
  }

  /** As somebody who may do everything. */
  void createTopic(String name) throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(internal())) {
      admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
    }
  }

  /** Does what {@code kafka-acls.sh --add} does with these arguments. */
  void allow(String arguments) throws ExecutionException, InterruptedException {
    ResourcePattern topics =
        new ResourcePattern(
            ResourceType.TOPIC,
            argument("topic", arguments),
            arguments.contains("--resource-pattern-type prefixed")
                ? PatternType.PREFIXED
                : PatternType.LITERAL);
    String principal = argument("allow-principal", arguments);
    List<AclBinding> bindings =
        Pattern.compile("--operation (\\w+)")
            .matcher(arguments)
            .results()
            .map(found -> Objects.requireNonNull(OPERATIONS.get(found.group(1))))
            .map(
                operation ->
                    new AclBinding(
                        topics,
                        new AccessControlEntry(principal, "*", operation, AclPermissionType.ALLOW)))
            .toList();
    try (Admin admin = Admin.create(internal())) {
      admin.createAcls(bindings).all().get();
    }
  }

  private static String argument(String name, String arguments) {
    Matcher found = Pattern.compile("--" + name + " (\\S+)").matcher(arguments);
    if (!found.find()) {
      throw new IllegalArgumentException("no --" + name + " in " + arguments);
    }
    return found.group(1);
  }

  static String jaas(String user, String password) {
    return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
        .formatted(user, password);
  }

  /** The values of a topic's first partition. */
  List<String> read(String topic) {
    TopicPartition partition = new TopicPartition(topic, 0);
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(internal(), new StringDeserializer(), new StringDeserializer())) {
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
