package io.tidemark.publisher.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tidemark.envelope.Header;
import io.tidemark.publisher.DeliveryListener;
import io.tidemark.publisher.EventSink;
import io.tidemark.publisher.SinkException;
import io.tidemark.publisher.TestEnvelope;
import io.tidemark.testing.TestKafka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaSinkTest {
  private static final TestKafka KAFKA = TestKafka.shared();

  @Test
  void deliversKeyValueAndHeadersByteForByte() {
    List<Header> headers = List.of(new Header("__debezium.newkey", bytes("{\"id\":2}")));
    Delivery delivery = new Delivery();
    try (EventSink sink = connect()) {
      sink.send(
          new TestEnvelope("sink.row", bytes("{\"id\":1}"), bytes("{\"op\":\"c\"}"), headers),
          delivery);
      sink.flush();
    }
    assertThat(delivery.fate).isCompleted();

    ConsumerRecord<byte[], byte[]> record = consume("sink.row", 0, 1).get(0);
    assertThat(record.key()).asString().isEqualTo("{\"id\":1}");
    assertThat(record.value()).asString().isEqualTo("{\"op\":\"c\"}");
    assertThat(record.headers().lastHeader("__debezium.newkey").value())
        .asString()
        .isEqualTo("{\"id\":2}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "lz4", "snappy", "zstd"})
  void compressesAsItIsTold(String type) throws Exception {
    String topic = "sink.compressed." + type;
    byte[] value = bytes("x".repeat(100_000));
    Properties producer = new Properties();
    producer.setProperty("bootstrap.servers", KAFKA.bootstrapServers());
    producer.setProperty("compression.type", type);
    try (EventSink sink = KafkaSink.connect(producer)) {
      sink.send(new TestEnvelope(topic, null, value, List.of()), new Delivery());
      sink.flush();
    }
    assertThat(consume(topic, 0, 1).get(0).value()).isEqualTo(value);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", KAFKA.bootstrapServers()))) {
      assertThat(admin.describeLogDirs(List.of(1)).allDescriptions().get().get(1).values())
          .flatExtracting(directory -> directory.replicaInfos().entrySet())
          .filteredOn(replica -> replica.getKey().topic().equals(topic))
          .singleElement()
          .satisfies(replica -> assertThat(replica.getValue().size()).isLessThan(20_000));
    }
  }

  @Test
  void nullKeyAndNullValueStayNull() {
    try (EventSink sink = connect()) {
      sink.send(new TestEnvelope("sink.null", null, null, List.of()), new Delivery());
      sink.flush();
    }
    ConsumerRecord<byte[], byte[]> record = consume("sink.null", 0, 1).get(0);
    assertThat(record.key()).isNull();
    assertThat(record.value()).isNull();
  }

  @Test
  void keyDecidesPartitionAsInEveryJavaClient() {
    KAFKA.createTopic("sink.partitioned", 6);
    try (EventSink sink = connect()) {
      for (int id = 0; id < 60; id++) {
        sink.send(envelope("sink.partitioned", "{\"id\":" + id + "}"), new Delivery());
      }
      sink.flush();
    }
    int seen = 0;
    for (int partition = 0; partition < 6; partition++) {
      for (ConsumerRecord<byte[], byte[]> record : consume("sink.partitioned", partition, 1)) {
        assertThat(Utils.toPositive(Utils.murmur2(record.key())) % 6).isEqualTo(partition);
        seen++;
      }
    }
    assertThat(seen).isEqualTo(60);
  }

  @Test
  void recordThatIsTooLargeEndsTheSinkAndNamesItself() {
    Delivery good = new Delivery();
    Delivery tooLarge = new Delivery();
    try (EventSink sink = connect()) {
      sink.send(envelope("sink.fates", "{\"id\":1}"), good);
      sink.flush();
      assertThatExceptionOfType(SinkException.class)
          .isThrownBy(() -> sendNow(sink, large("sink.fates", "{\"id\":2}"), tooLarge))
          .withMessage(
              "Kafka topic sink.fates: record of key {\"id\":2} at 0/0 has 2097160 bytes;"
                  + " the producer allows max.request.size=1048576, the topic max.message.bytes=1048588."
                  + " Raise producer.max.request.size and max.message.bytes,"
                  + " or set errors.deadletterqueue.topic.name")
          .satisfies(e -> assertThat(e.isPermanent()).isTrue());
      assertThatExceptionOfType(SinkException.class)
          .as("closed at once: nothing may overtake the record")
          .isThrownBy(() -> sink.send(envelope("sink.fates", "{\"id\":2}"), new Delivery()));
    }
    assertThat(good.fate).isCompleted();
    assertThat(tooLarge.fate).isCompletedExceptionally();
  }

  @Test
  void recordThatTheProducerRefusesIsSetAside() {
    recordsAreSetAside("sink.large", Map.of(), Map.of());
  }

  /** The broker says so later, on the producer's own thread, which must not wait for itself. */
  @Test
  void recordThatTheBrokerRefusesIsSetAside() {
    recordsAreSetAside(
        "sink.larger",
        Map.of("max.request.size", "8000000", "compression.type", "none"),
        Map.of("max.message.bytes", "1000"));
  }

  private static void recordsAreSetAside(
      String topic, Map<String, String> producer, Map<String, String> topicSettings) {
    KAFKA.createTopic(topic, 1, topicSettings);
    Map<String, String> settings = new HashMap<>(producer);
    settings.put("bootstrap.servers", KAFKA.bootstrapServers());
    Delivery before = new Delivery();
    Delivery aside = new Delivery();
    Delivery after = new Delivery();
    try (EventSink sink =
        KafkaSink.connect(KafkaSinkConfig.of(settings).withDeadLetterTopic(topic + ".aside"))) {
      sink.send(envelope(topic, "{\"id\":1}"), before);
      sink.send(large(topic, "{\"id\":2}"), aside);
      sink.send(envelope(topic, "{\"id\":3}"), after);
      sink.flush();
    }
    assertThat(List.of(before, aside, after)).allSatisfy(d -> assertThat(d.fate).isCompleted());
    assertThat(consume(topic, 0, 2))
        .extracting(record -> new String(record.key(), UTF_8))
        .containsExactly("{\"id\":1}", "{\"id\":3}");

    ConsumerRecord<byte[], byte[]> dead = consume(topic + ".aside", 0, 1).get(0);
    assertThat(dead.key()).asString().isEqualTo("{\"id\":2}");
    assertThat(dead.value()).isNull();
    assertThat(header(dead, "__connect.errors.topic")).isEqualTo(topic);
    assertThat(header(dead, "__connect.errors.exception.class.name"))
        .isEqualTo(RecordTooLargeException.class.getName());
    assertThat(header(dead, "__connect.errors.exception.message")).isNotEmpty();
    assertThat(header(dead, "__tidemark.errors.lsn")).isEqualTo("0/0");
    assertThat(header(dead, "__tidemark.errors.position")).isEqualTo("0/0#0");
    assertThat(header(dead, "__tidemark.errors.bytes")).isEqualTo("2097160");
    assertThat(header(dead, "__tidemark.errors.key")).isEqualTo("{\"id\":2}");
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }

  private static TestEnvelope large(String topic, String key) {
    return new TestEnvelope(topic, bytes(key), new byte[2 << 20], List.of());
  }

  @Test
  void requiredDurabilityRefusesTopicOfOneReplica() {
    KafkaSinkConfig config =
        KafkaSinkConfig.of(Map.of("bootstrap.servers", KAFKA.bootstrapServers()))
            .withRequiredDurability();
    try (EventSink sink = KafkaSink.connect(config)) {
      assertThatExceptionOfType(SinkException.class)
          .isThrownBy(() -> sink.send(envelope("sink.weak", "{\"id\":1}"), new Delivery()))
          .withMessage(
              "Kafka topic sink.weak: replication factor 1, expected at least 3;"
                  + " min.insync.replicas=1, expected at least 2."
                  + " Change the topic, or do not require durability");
    }
  }

  @Test
  void requiredDurabilityRefusesAWeakTopicThatIsExpected() {
    KAFKA.createTopic("sink.expected", 1);
    KafkaSinkConfig config =
        KafkaSinkConfig.of(Map.of("bootstrap.servers", KAFKA.bootstrapServers()));
    try (EventSink sink = KafkaSink.connect(config)) {
      sink.expect(Set.of("sink.expected", "sink.not.there.yet"));
    }
    try (EventSink sink = KafkaSink.connect(config.withRequiredDurability())) {
      assertThatExceptionOfType(SinkException.class)
          .isThrownBy(() -> sink.expect(Set.of("sink.expected", "sink.not.there.yet")))
          .withMessageStartingWith("Kafka topic sink.expected: replication factor 1,");
    }
  }

  @Test
  void requiredDurabilityRefusesATopicThatWouldBeCreatedWeak() throws Exception {
    KafkaSinkConfig config =
        KafkaSinkConfig.of(Map.of("bootstrap.servers", KAFKA.bootstrapServers()))
            .withRequiredDurability();
    try (EventSink sink = KafkaSink.connect(config);
        Admin admin = Admin.create(Map.of("bootstrap.servers", KAFKA.bootstrapServers()))) {
      assertThatExceptionOfType(SinkException.class)
          .isThrownBy(() -> sink.expect(Set.of("sink.to.come")))
          .withMessageStartingWith("Kafka topic sink.to.come: replication factor 1,");
      assertThat(admin.listTopics().names().get()).doesNotContain("sink.to.come");
    }
    TopicCreation refused = TopicCreation.of(Map.of("default.replication.factor", "3"));
    try (EventSink sink = KafkaSink.connect(config.withTopics(refused))) {
      sink.expect(Set.of("sink.to.come")); // its first record says why it cannot be created
    }
  }

  /**
   * Nobody writes to a quiet table for longer than the broker remembers producers. Kafka then takes
   * any sequence number, and so does Redpanda since 24.2 (its pull request 22687); before, it
   * answered OUT_OF_ORDER_SEQUENCE_NUMBER, at which the client, with nothing in flight, raises its
   * epoch and sends again.
   */
  @Tag("slow")
  @Test
  void producerThatTheBrokerHasForgottenSendsOn() throws Exception {
    Map<String, String> forgetful =
        Map.of(
            "producer.id.expiration.ms", "1000", "producer.id.expiration.check.interval.ms", "100");
    try (TestKafka broker = TestKafka.start(forgetful);
        EventSink sink = connect(broker);
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      TopicPartition partition = new TopicPartition("sink.quiet", 0);
      for (int id = 1; id <= 3; id++) {
        Delivery delivery = new Delivery();
        sink.send(envelope("sink.quiet", "{\"id\":" + id + "}"), delivery);
        sink.flush();
        assertThat(delivery.fate).isCompleted();
        awaitForgotten(admin, partition);
      }
    }
  }

  private static void awaitForgotten(Admin admin, TopicPartition partition) throws Exception {
    long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (!admin
        .describeProducers(List.of(partition))
        .partitionResult(partition)
        .get()
        .activeProducers()
        .isEmpty()) {
      assertThat(System.nanoTime()).as("forgotten within a minute").isLessThan(deadline);
    }
  }

  @Test
  void createsTopicThatTheBrokerDoesNot() throws Exception {
    try (TestKafka strict = TestKafka.start(Map.of("auto.create.topics.enable", "false"))) {
      Map<String, String> brokers = Map.of("bootstrap.servers", strict.bootstrapServers());
      TopicCreation four = TopicCreation.of(Map.of("default.partitions", "4"));
      Delivery delivery = new Delivery();
      try (EventSink sink = KafkaSink.connect(KafkaSinkConfig.of(brokers).withTopics(four));
          Admin admin = Admin.create(Map.<String, Object>copyOf(brokers))) {
        sink.send(envelope("sink.created", "{\"id\":1}"), delivery);
        sink.flush();
        assertThat(admin.describeTopics(List.of("sink.created")).allTopicNames().get())
            .hasEntrySatisfying("sink.created", topic -> assertThat(topic.partitions()).hasSize(4));
      }
      assertThat(delivery.fate).isCompleted();
    }
  }

  /** The client forgets its metadata when the last broker goes, so send itself may block. */
  @Tag("slow")
  @Test
  void brokerThatIsAwayForAWhileIsNoFailure() {
    try (TestKafka broker = TestKafka.startProcess();
        EventSink sink = connect(broker)) {
      sink.send(envelope("sink.away", "{\"id\":1}"), new Delivery());
      sink.flush();
      broker.kill();
      Delivery meanwhile = new Delivery();
      CompletableFuture<Void> sending = sendInBackground(sink, "sink.away", meanwhile);
      assertThat(meanwhile.fate).isNotDone();

      broker.restart();
      assertThat(sending).succeedsWithin(Duration.ofSeconds(60));
      assertThat(meanwhile.fate).succeedsWithin(Duration.ofSeconds(60));
    }
  }

  @Tag("slow")
  @Test
  void closeGivesUpPromptlyThoughTheBrokerIsAway() {
    try (TestKafka broker = TestKafka.startProcess()) {
      EventSink sink = connect(broker);
      sink.send(envelope("sink.gone", "{\"id\":1}"), new Delivery());
      sink.flush();
      broker.kill();
      Delivery lost = new Delivery();
      CompletableFuture<Void> sending = sendInBackground(sink, "sink.gone", lost);

      sink.close();
      assertThat(sending.thenCompose(sent -> lost.fate)).failsWithin(Duration.ofSeconds(5));
    }
  }

  private static CompletableFuture<Void> sendInBackground(
      EventSink sink, String topic, Delivery delivery) {
    return CompletableFuture.runAsync(() -> sendNow(sink, envelope(topic, "{\"id\":2}"), delivery));
  }

  private static void sendNow(EventSink sink, TestEnvelope envelope, Delivery delivery) {
    sink.send(envelope, delivery);
    sink.dispatch();
  }

  private static EventSink connect() {
    return connect(KAFKA);
  }

  private static EventSink connect(TestKafka kafka) {
    Properties producer = new Properties();
    producer.setProperty("bootstrap.servers", kafka.bootstrapServers());
    return KafkaSink.connect(producer);
  }

  private static TestEnvelope envelope(String topic, String key) {
    return new TestEnvelope(topic, bytes(key), bytes("{}"), List.of());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  /** All records of a partition, at least {@code expected} of them. */
  private static List<ConsumerRecord<byte[], byte[]>> consume(
      String topic, int partition, int expected) {
    Map<String, Object> settings = Map.of("bootstrap.servers", KAFKA.bootstrapServers());
    TopicPartition source = new TopicPartition(topic, partition);
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(source));
      consumer.seekToBeginning(List.of(source));
      long end = consumer.endOffsets(List.of(source)).get(source);
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      while (consumer.position(source) < end) {
        consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
      }
      assertThat(records).hasSizeGreaterThanOrEqualTo(expected);
      return records;
    }
  }

  private static final class Delivery implements DeliveryListener {
    final CompletableFuture<Void> fate = new CompletableFuture<>();

    @Override
    public void onDelivered() {
      fate.complete(null);
    }

    @Override
    public void onFailed(Throwable cause) {
      fate.completeExceptionally(cause);
    }
  }
}
