package io.tidemark.publisher.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.publisher.check.Finding.Verdict;
import io.tidemark.publisher.config.PublisherConfig;
import io.tidemark.replication.ReplicationStream;
import io.tidemark.replication.SlotControl;
import io.tidemark.testing.TestDatabase;
import io.tidemark.testing.TestKafka;
import io.tidemark.testing.TestPostgres;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ChecksTest {
  private final TestDatabase source = TestDatabase.create("checks");
  private final Map<String, String> settings = source.settings();
  private final String database = source.name();

  @BeforeEach
  void createRole() {
    source.execute(
        "CREATE TABLE orders (id int PRIMARY KEY, note text)",
        "CREATE ROLE " + database + " LOGIN");
    settings.put("database.user", database);
    settings.put("publication.name", "pub");
    settings.put("topic.prefix", database);
    settings.put("producer.bootstrap.servers", TestKafka.shared().bootstrapServers());
  }

  @Test
  void nothingIsToBeFixedWhereARunWorks() {
    prepare();
    Checks checks = checks();
    assertThat(of(checks.postgres(), Verdict.FIX)).isEmpty();
    assertThat(of(checks.kafka(), Verdict.FIX)).isEmpty();
    assertThat(checks.mustBeFixed()).isFalse();
    assertThat(of(checks.postgres(), Verdict.PASS))
        .extracting(Finding::found)
        .contains(
            "wal_level is logical",
            "role " + database + " may replicate",
            "publication pub has 1 table",
            "every published table has a usable replica identity")
        .anyMatch(found -> found.matches("slot " + database + " is free, confirmed .* behind, .*"));
    assertThat(of(checks.kafka(), Verdict.PASS))
        .extracting(Finding::found)
        .contains(
            "topic " + database + ".public.orders will be created with 1 partition, 1 replica");
  }

  @Test
  void whatItPrintsIsTheRemedy() {
    settings.put("publication.autocreate.mode", "disabled");
    Checks before = checks();
    assertThat(of(before.postgres(), Verdict.FIX))
        .extracting(Finding::found)
        .containsExactly(
            "role " + database + " may not replicate",
            "publication pub does not exist, or not in this database");

    before.postgres().stream()
        .filter(finding -> finding.verdict() == Verdict.FIX)
        .flatMap(finding -> finding.remedy().stream())
        .filter(line -> !line.startsWith("--"))
        .map(line -> line.replace("TABLE …", "TABLE orders"))
        .forEach(sql -> source.execute(sql));

    settings.put("snapshot.mode", "no_data");
    assertThat(checks().mustBeFixed()).isFalse();
  }

  @Test
  void grantsThatItPrintsLetTheRoleRead() {
    prepare();
    source.execute(
        "CREATE SCHEMA \"Odd schema\"",
        "CREATE TABLE \"Odd schema\".\"Odd table\" (id int PRIMARY KEY)",
        "ALTER PUBLICATION pub ADD TABLE \"Odd schema\".\"Odd table\"");
    Finding unreadable = warning("may not SELECT");
    assertThat(unreadable.remedy())
        .containsExactlyInAnyOrder(
            "GRANT USAGE ON SCHEMA \"Odd schema\" TO " + database + ";",
            "GRANT SELECT ON \"Odd schema\".\"Odd table\" TO " + database + ";",
            "GRANT SELECT ON public.orders TO " + database + ";");
    source.execute(unreadable.remedy().toArray(String[]::new));
    assertThat(of(checks().postgres(), Verdict.PASS))
        .extracting(Finding::found)
        .contains("the role may SELECT from every published table");
  }

  @Test
  void snapshotThatIsToComeNeedsToReadTheTables() {
    source.execute(
        "ALTER ROLE " + database + " REPLICATION", "CREATE PUBLICATION pub FOR TABLE orders");
    assertThat(of(checks().postgres(), Verdict.PASS))
        .extracting(Finding::found)
        .contains("slot " + database + " does not exist; the first start creates it");
    assertThat(onlyFix().found())
        .isEqualTo("the role may not SELECT from public.orders, which the snapshot reads");
    source.execute(onlyFix().remedy().toArray(String[]::new));
    assertThat(checks().mustBeFixed()).isFalse();
  }

  @Test
  void tableWhoseUpdatesWouldFailMustBeFixed() {
    prepare();
    source.execute(
        "CREATE TABLE audit (line text)",
        "CREATE TABLE full_rows (line text)",
        "ALTER TABLE full_rows REPLICA IDENTITY FULL",
        "CREATE TABLE late (id int PRIMARY KEY DEFERRABLE INITIALLY DEFERRED)",
        "CREATE TABLE parts (id int) PARTITION BY RANGE (id)",
        "CREATE TABLE part_1 PARTITION OF parts DEFAULT",
        "ALTER PUBLICATION pub SET TABLE orders, audit, full_rows, late, parts");
    Checks checks = checks();
    assertThat(of(checks.postgres(), Verdict.FIX))
        .extracting(Finding::found)
        .allMatch(found -> found.contains("has no usable replica identity"))
        .extracting(found -> found.split(" ", -1)[1])
        .containsExactly("public.audit", "public.late", "public.part_1");
    assertThat(warning("public.full_rows has no primary key").remedy()).isNotEmpty();

    source.execute("ALTER PUBLICATION pub SET (publish = 'insert')");
    assertThat(checks().mustBeFixed()).as("inserts need no identity").isFalse();
    assertThat(warning("does not publish delete, update").remedy())
        .containsExactly(
            "ALTER PUBLICATION pub SET (publish = 'insert, update, delete, truncate');");
  }

  @Test
  void slotOfAnotherPluginOrInUseMustBeFixed() {
    prepare();
    try (ReplicationStream stream =
        ReplicationStream.open(PublisherConfig.of(settings).replication())) {
      assertThat(stream.isOpen()).isTrue();
      assertThat(onlyFix().found()).contains("slot " + database + " is being read by PID");
    }
    String other = database + "_other";
    source.execute("SELECT pg_create_logical_replication_slot('" + other + "', 'test_decoding')");
    settings.put("slot.name", other);
    assertThat(onlyFix().found()).contains("is of the plugin test_decoding; expected pgoutput");
    source.execute(onlyFix().remedy().toArray(String[]::new));
    assertThat(checks().mustBeFixed()).isFalse();
  }

  @Test
  void slotThatIsToBeCopiedToStandbysAndIsNotWarns() throws SQLException {
    prepare();
    settings.put("slot.failover", "true");
    Finding warning = warning("is not copied to standbys");
    assertThat(warning.remedy())
        .singleElement()
        .asString()
        .endsWith(" -c 'ALTER_REPLICATION_SLOT " + database + " (FAILOVER true)'");
    source.dropSlot();
    new SlotControl(PublisherConfig.of(settings).replication()).create();
    assertThat(source.slot().orElseThrow().failover()).isTrue();
    assertThat(of(checks().postgres(), Verdict.WARN))
        .extracting(Finding::found)
        .noneMatch(found -> found.contains("standbys"));
  }

  @Tag("slow")
  @Test
  void failoverOnAServerThatDoesNotHaveItMustBeFixed() {
    try (TestPostgres old = TestPostgres.start(16)) {
      old.execute("postgres", "CREATE TABLE t (id int PRIMARY KEY)");
      settings.put("database.port", Integer.toString(old.port()));
      settings.put("database.user", "postgres");
      settings.put("database.dbname", "postgres");
      settings.put("slot.failover", "true");
      assertThat(onlyFix())
          .isEqualTo(
              new Finding(
                  Verdict.FIX,
                  "slot.failover=true needs PostgreSQL 17, found 16",
                  List.of("slot.failover=false")));
    }
  }

  @Test
  void topicsThatMayLoseEventsWarnOrFail() {
    prepare();
    String topic = database + ".public.orders";
    TestKafka.shared().createTopic(topic, 2);
    assertThat(of(checks().kafka(), Verdict.WARN))
        .extracting(Finding::found)
        .containsExactly(
            "topic "
                + topic
                + " may lose acknowledged events: replication factor 1, expected at least 3",
            "topic "
                + topic
                + " may lose acknowledged events: min.insync.replicas=1, expected at least 2");
    settings.put("durability.required", "true");
    assertThat(checks().mustBeFixed()).isTrue();
  }

  @Test
  void topicsThatWillBeWeakWarnOfTheirSettings() {
    prepare();
    String topic = "topic " + database + ".public.orders will be created so that it may lose ";
    assertThat(of(checks().kafka(), Verdict.WARN))
        .extracting(Finding::found)
        .containsExactly(
            topic + "acknowledged events: replication factor 1, expected at least 3",
            topic + "acknowledged events: min.insync.replicas=1, expected at least 2");
    assertThat(of(checks().kafka(), Verdict.WARN))
        .flatExtracting(Finding::remedy)
        .containsExactly(
            "topic.creation.default.replication.factor=3",
            "topic.creation.default.min.insync.replicas=2");
    settings.put("topic.creation.default.min.insync.replicas", "2");
    assertThat(of(checks().kafka(), Verdict.WARN)).hasSize(1);
  }

  @Test
  void topicThatCannotBeCreatedMustBeFixed() {
    prepare();
    settings.put("topic.creation.default.replication.factor", "3");
    assertThat(of(checks().kafka(), Verdict.FIX))
        .extracting(Finding::found)
        .singleElement()
        .asString()
        .contains(".public.orders does not exist and cannot be created: ")
        .contains("replication factor");
  }

  @Test
  void topicThatSnapshotsAreWrittenDownInIsLookedAtToo() {
    prepare();
    settings.put("snapshot.mode", "initial");
    settings.put("snapshot.progress.topic", database + "-snapshots");
    settings.put("topic.creation.default.partitions", "3");
    assertThat(of(checks().kafka(), Verdict.PASS))
        .extracting(Finding::found)
        .contains(
            "topic " + database + ".public.orders will be created with 3 partitions, 1 replica",
            "topic " + database + "-snapshots will be created with 1 partition, 1 replica");
  }

  @Test
  void whatTheConfigurationNamesAndNobodyPublishesWarns() {
    prepare();
    source.execute("CREATE TABLE signals (id text PRIMARY KEY, type text, data text)");
    settings.put("table.include.list", "public.orders,public.odrers");
    settings.put("signal.data.collection", "public.signals");
    assertThat(warning("table.include.list").found())
        .isEqualTo("table.include.list: public.odrers matches nothing that is published");
    source.execute(warning("signal.data.collection").remedy().toArray(String[]::new));
    assertThat(of(checks().postgres(), Verdict.WARN))
        .extracting(Finding::found)
        .noneMatch(found -> found.startsWith("signal.data.collection"));

    settings.put("table.include.list", "odrers");
    settings.remove("signal.data.collection");
    assertThat(warning("no published table passes").remedy()).isNotEmpty();
  }

  @Tag("slow")
  @Test
  void serversThatCannotBeReachedAreFindings() {
    settings.put("database.port", "1");
    settings.put("producer.bootstrap.servers", "localhost:1");
    Checks checks = checks();
    assertThat(of(checks.postgres(), Verdict.FIX))
        .extracting(Finding::found)
        .singleElement()
        .asString()
        .contains("cannot connect to localhost:1/" + database);
    assertThat(of(checks.kafka(), Verdict.FIX))
        .extracting(Finding::found)
        .singleElement()
        .asString()
        .contains("Kafka at localhost:1: no broker answered");
  }

  @Tag("slow")
  @Test
  void serverWithoutLogicalDecodingOrFreeSlotsMustBeFixed() {
    try (TestPostgres bare =
        TestPostgres.start(
            TestPostgres.DEFAULT_VERSION,
            Map.of("wal_level", "replica", "max_replication_slots", "0", "max_wal_senders", "0"))) {
      bare.execute("postgres", "CREATE TABLE t (id int PRIMARY KEY)");
      settings.put("database.port", Integer.toString(bare.port()));
      settings.put("database.user", "postgres");
      settings.put("database.dbname", "postgres");
      List<Finding> fixes = of(checks().postgres(), Verdict.FIX);
      assertThat(fixes)
          .extracting(Finding::found)
          .contains(
              "wal_level is replica; expected logical",
              "0 of 0 replication slots in use (max_replication_slots); expected one to be free",
              "0 of 0 WAL senders in use (max_wal_senders); expected one to be free");
      fixes.stream()
          .flatMap(finding -> finding.remedy().stream())
          .filter(line -> line.startsWith("ALTER SYSTEM"))
          .forEach(sql -> bare.execute("postgres", sql));
      bare.restart();
      assertThat(of(checks().postgres(), Verdict.FIX))
          .extracting(Finding::found)
          .noneMatch(found -> found.contains("wal_level") || found.contains("in use"));
    }
  }

  private void prepare() {
    settings.put("snapshot.mode", "no_data");
    source.execute(
        "ALTER ROLE " + database + " REPLICATION", "CREATE PUBLICATION pub FOR TABLE orders");
    source.createSlot();
  }

  private Checks checks() {
    return Checks.run(PublisherConfig.of(settings));
  }

  private Finding onlyFix() {
    List<Finding> fixes = of(checks().postgres(), Verdict.FIX);
    assertThat(fixes).hasSize(1);
    return fixes.get(0);
  }

  private Finding warning(String part) {
    return of(checks().postgres(), Verdict.WARN).stream()
        .filter(finding -> finding.found().contains(part))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no warning with \"" + part + "\""));
  }

  private static List<Finding> of(List<Finding> findings, Verdict verdict) {
    return findings.stream().filter(finding -> finding.verdict() == verdict).toList();
  }
}
