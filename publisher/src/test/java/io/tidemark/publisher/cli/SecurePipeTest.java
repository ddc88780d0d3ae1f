package io.tidemark.publisher.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.testing.TestCertificates;
import io.tidemark.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * TLS with a certificate authority of our own, and SCRAM, on both sides; in a process of its own,
 * whose every word at the level DEBUG is looked through for secrets.
 */
@Tag("slow")
@Timeout(300)
class SecurePipeTest {
  private static final String DATABASE_PASSWORD = "pg-s3cret'\"\\";
  private static final String BROKER_PASSWORD = "broker-s3cret";
  private static final List<String> SECRETS = List.of("pg-s3cret", BROKER_PASSWORD);

  @TempDir private static Path directory;

  private static TestCertificates certificates;
  private static TestPostgres postgres;
  private static ScramKafka kafka;

  @BeforeAll
  static void startServers() throws Exception {
    certificates = new TestCertificates(directory);
    postgres = TestPostgres.startSecure(certificates);
    postgres.createDatabase("shop");
    postgres.execute(
        "shop",
        "CREATE ROLE replicator LOGIN REPLICATION PASSWORD '"
            + DATABASE_PASSWORD.replace("'", "''")
            + "'",
        "CREATE TABLE orders (id int PRIMARY KEY)",
        "CREATE PUBLICATION orders_pub FOR TABLE orders",
        "SELECT pg_create_logical_replication_slot('orders_slot', 'pgoutput')");
    postgres.requirePassword("replicator");
    kafka = ScramKafka.start(directory, certificates);
    kafka.createUser("tidemark", BROKER_PASSWORD);
    for (String arguments : allowedByThePage()) {
      kafka.allow(arguments);
    }
    Files.writeString(directory.resolve("broker-password"), BROKER_PASSWORD + "\n");
  }

  /** What follows {@code kafka-acls.sh} in the users' page, once for each command. */
  private static List<String> allowedByThePage() throws IOException {
    return Pattern.compile("kafka-acls\\.sh((?:[^\n]*\\\\\n)*[^\n]*)")
        .matcher(Files.readString(Path.of("..", "docs", "privileges.md")))
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  @AfterAll
  static void stopServers() {
    kafka.close();
    postgres.close();
  }

  @Test
  void verifiedTlsAndScramOnBothSidesPass() throws Exception {
    postgres.execute("shop", "INSERT INTO orders VALUES (1)");
    Ended run = run(DATABASE_PASSWORD);
    assertThat(run.exitCode).as(run.said).isZero();
    assertThat(kafka.read("shop.public.orders"))
        .singleElement()
        .asString()
        .contains("\"after\":{\"id\":1}");
    assertThat(run.said).contains("DEBUG").contains("database.password = ***");
  }

  @Test
  void snapshotAndHeartbeatsNeedNoMoreThanThePageAllows() throws Exception {
    postgres.execute(
        "shop",
        "CREATE TABLE users (id int PRIMARY KEY)",
        "INSERT INTO users VALUES (7)",
        "GRANT SELECT ON users TO replicator",
        "CREATE PUBLICATION users_pub FOR TABLE users");
    Ended run =
        run(
            List.of("run", "--until-idle", "PT1S"),
            DATABASE_PASSWORD,
            "slot.name=users_slot",
            "publication.name=users_pub",
            "snapshot.mode=initial",
            "heartbeat.interval.ms=50",
            "errors.deadletterqueue.topic.name=shop.refused");
    assertThat(run.exitCode).as(run.said).isZero();
    assertThat(kafka.read("shop.public.users"))
        .singleElement()
        .asString()
        .contains("\"after\":{\"id\":7}", "\"op\":\"r\"");
    assertThat(kafka.read("__tidemark-snapshots").toString()).contains("completed");
    assertThat(kafka.read("__debezium-heartbeat.shop")).isNotEmpty();
  }

  @Test
  void checkNamesTheRightsThatAreMissing() throws Exception {
    String allow = "--allow-principal User:tidemark --topic ";
    kafka.allow(allow + "seen. --resource-pattern-type prefixed --operation Describe");
    kafka.createTopic("seen.public.orders");
    Ended seen = run(List.of("check"), DATABASE_PASSWORD, "topic.prefix=seen");
    assertThat(seen.exitCode).isEqualTo(Tidemark.REFUSED);
    assertThat(seen.said)
        .contains(
            "FIX   topic seen.public.orders: this user lacks the right Write\n",
            " --operation Write --topic seen.public.orders\n")
        .doesNotContain("__tidemark-snapshots");

    Ended hidden = run(List.of("check"), DATABASE_PASSWORD, "topic.prefix=hidden");
    assertThat(hidden.exitCode).isEqualTo(Tidemark.REFUSED);
    assertThat(hidden.said)
        .contains("FIX   Kafka topic hidden.public.orders: this user may not see it\n");

    Ended allowed = run(List.of("check"), DATABASE_PASSWORD, "snapshot.mode=initial");
    assertThat(allowed.exitCode).as(allowed.said).isZero();
  }

  @Test
  void databaseHostThatTheCertificateDoesNotNameIsRefused() throws Exception {
    Ended run = run(DATABASE_PASSWORD, "database.hostname=127.0.0.1");
    assertThat(run.exitCode).isEqualTo(Tidemark.REFUSED);
    assertThat(run.lastLine()).startsWith("tidemark: cannot connect to 127.0.0.1:");
  }

  @Test
  void wrongDatabasePasswordIsRefusedAndNotRepeated() throws Exception {
    Ended run = run("mistyped-s3cret");
    assertThat(run.exitCode).isEqualTo(Tidemark.REFUSED);
    assertThat(run.lastLine()).contains("SQLSTATE 28P01");
    assertThat(run.said).doesNotContain("mistyped-s3cret");
  }

  @Test
  void brokerHostThatTheCertificateDoesNotNameIsRefused() throws Exception {
    Ended run =
        run(
            DATABASE_PASSWORD,
            "producer.bootstrap.servers=" + kafka.servers().replace("localhost", "127.0.0.1"));
    assertThat(run.exitCode).isEqualTo(Tidemark.REFUSED);
    assertThat(run.lastLine()).startsWith("tidemark: Kafka at 127.0.0.1:");
  }

  @Test
  void wrongBrokerPasswordIsRefusedAndNotRepeated() throws Exception {
    Ended run =
        run(
            DATABASE_PASSWORD,
            "producer.sasl.jaas.config=" + ScramKafka.jaas("tidemark", "mistyped-s3cret"));
    assertThat(run.exitCode).isEqualTo(Tidemark.REFUSED);
    assertThat(run.lastLine()).startsWith("tidemark: Kafka at localhost:");
    assertThat(run.said).doesNotContain("mistyped-s3cret");
  }

  private record Ended(int exitCode, String said) {
    String lastLine() {
      return said.lines().filter(line -> line.startsWith("tidemark: ")).findFirst().orElse(said);
    }
  }

  /** The command line until all is published; the last settings win. */
  private static Ended run(String databasePassword, String... settings)
      throws IOException, InterruptedException {
    return run(List.of("run", "--until-current"), databasePassword, settings);
  }

  private static Ended run(List<String> words, String databasePassword, String... settings)
      throws IOException, InterruptedException {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "database.hostname=localhost",
                "database.port=" + postgres.port(),
                "database.dbname=shop",
                "database.user=replicator",
                "database.password=${env:DATABASE_PASSWORD}",
                "database.sslmode=verify-full",
                "database.sslrootcert=" + certificates.root(),
                "slot.name=orders_slot",
                "publication.name=orders_pub",
                "snapshot.mode=no_data",
                "topic.prefix=shop",
                "producer.bootstrap.servers=" + kafka.servers(),
                "producer.security.protocol=SASL_SSL",
                "producer.sasl.mechanism=SCRAM-SHA-512",
                "producer.sasl.jaas.config="
                    + ScramKafka.jaas(
                        "tidemark", "${file:" + directory.resolve("broker-password") + "}"),
                "producer.ssl.truststore.type=PEM",
                "producer.ssl.truststore.location=" + certificates.root()));
    lines.addAll(List.of(settings));
    Path config = Files.write(Files.createTempFile(directory, "shop", ".properties"), lines);
    Path said = Files.createTempFile(directory, "said", ".txt");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=debug",
                "-Dorg.slf4j.simpleLogger.log.io.tidemark=debug",
                "-cp",
                System.getProperty("java.class.path"),
                Tidemark.class.getName()));
    command.addAll(words);
    command.addAll(List.of("--config", config.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("DATABASE_PASSWORD", databasePassword);
    Process process = builder.redirectOutput(said.toFile()).start();
    String arguments = process.info().commandLine().orElse("");
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    Ended ended = new Ended(process.waitFor(), Files.readString(said, UTF_8));
    assertThat(SECRETS)
        .allSatisfy(
            secret -> {
              assertThat(ended.said).doesNotContain(secret);
              assertThat(arguments).doesNotContain(secret);
            });
    return ended;
  }
}
