package io.tidemark.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.pgoutput.Relation;
import io.tidemark.pgoutput.ReplicaIdentity;
import io.tidemark.replication.ColumnDescription.Generation;
import io.tidemark.replication.TableDescription.UniqueIndex;
import io.tidemark.replication.TypeDescription.Kind;
import io.tidemark.testing.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

class JdbcCatalogTest {
  private static final TestPostgres POSTGRES = TestPostgres.shared();

  private String database = "";
  private JdbcCatalog catalog = new JdbcCatalog("", new Properties());

  @BeforeEach
  void create(TestInfo test) {
    database =
        "catalog_"
            + test.getTestMethod().orElseThrow().getName().toLowerCase(java.util.Locale.ROOT);
    catalog = new JdbcCatalog(POSTGRES.createDatabase(database), new Properties());
  }

  @AfterEach
  void close() {
    catalog.close();
  }

  private void execute(String... statements) {
    POSTGRES.execute(database, statements);
  }

  /** The relation that the stream would announce for {@code public.t}. */
  private Relation announced() {
    String columns =
        "SELECT attname, atttypid::int8, atttypmod, attrelid::int8 FROM pg_attribute"
            + " WHERE attrelid = 't'::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum";
    try (Connection connection = POSTGRES.connect(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(columns)) {
      List<Relation.Column> found = new ArrayList<>();
      int oid = 0;
      while (rows.next()) {
        oid = (int) rows.getLong(4);
        found.add(
            new Relation.Column(rows.getString(1), (int) rows.getLong(2), rows.getInt(3), false));
      }
      return new Relation(oid, "public", "t", ReplicaIdentity.DEFAULT, found);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private TableDescription describe() {
    return catalog.describe(announced(), 0);
  }

  private ColumnDescription column(String name) {
    return describe().columns().stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void namesTheDatabase() {
    assertThat(catalog.databaseName()).isEqualTo(database);
  }

  @Test
  void givesThePrimaryKeyInTheOrderOfTheConstraint() {
    execute("CREATE TABLE t (a int, b int, c int, d int, PRIMARY KEY (c, a) INCLUDE (d))");

    assertThat(describe().primaryKey()).containsExactly("c", "a");
    assertThat(describe().uniqueIndexes()).isEmpty();
  }

  @Test
  void sortsUniqueIndexesByNameInByteOrder() {
    execute(
        "CREATE TABLE t (a int, b int, c int)",
        "CREATE UNIQUE INDEX lower_i ON t (a)",
        "CREATE UNIQUE INDEX \"Upper\" ON t (c, b)",
        "CREATE UNIQUE INDEX included ON t (b) INCLUDE (a)");

    assertThat(describe().uniqueIndexes())
        .containsExactly(
            new UniqueIndex("Upper", List.of("c", "b")),
            new UniqueIndex("included", List.of("b", "a")),
            new UniqueIndex("lower_i", List.of("a")));
  }

  @Test
  void passesOverIndexesThatAreNotUniqueOrHaveAnExpression() {
    execute(
        "CREATE TABLE t (a text, b text)",
        "CREATE INDEX ordinary ON t (a)",
        "CREATE UNIQUE INDEX expression ON t (a, lower(b))",
        "CREATE UNIQUE INDEX part ON t (b) WHERE a IS NOT NULL");

    assertThat(describe().uniqueIndexes()).containsExactly(new UniqueIndex("part", List.of("b")));
  }

  @Test
  void knowsWhichColumnsAreNullable() {
    execute(
        "CREATE DOMAIN filled AS text NOT NULL",
        "CREATE TABLE t (a int, b int NOT NULL, c filled, d int PRIMARY KEY)");

    assertThat(describe().columns())
        .extracting(ColumnDescription::nullable)
        .containsExactly(true, false, false, false);
  }

  @Test
  void givesDefaultsButNotTheExpressionsOfGeneratedColumns() {
    execute(
        "CREATE TABLE t (a text DEFAULT 'x', b int GENERATED ALWAYS AS IDENTITY,"
            + " c text GENERATED ALWAYS AS (a || '!') STORED, d int)");

    assertThat(describe().columns())
        .extracting(ColumnDescription::defaultExpression)
        .containsExactly("'x'::text", null, null, null);
    assertThat(describe().columns())
        .extracting(ColumnDescription::generation)
        .containsExactly(
            Generation.NONE, Generation.IDENTITY, Generation.EXPRESSION, Generation.NONE);
  }

  @Test
  void followsDomainsToTheirBase() {
    execute(
        "CREATE DOMAIN money2 AS numeric(10, 2)",
        "CREATE DOMAIN price AS money2 CHECK (value > 0)",
        "CREATE TABLE t (a price)");

    TypeDescription price = column("a").type();
    TypeDescription money2 = Objects.requireNonNull(price.baseType());

    assertThat(price.kind()).isEqualTo(Kind.DOMAIN);
    assertThat(money2.name()).isEqualTo("money2");
    assertThat(money2.baseTypeModifier()).isEqualTo((10 << 16 | 2) + 4);
    assertThat(money2.baseType()).extracting(TypeDescription::name).isEqualTo("numeric");
  }

  @Test
  void givesEnumLabelsInTheirSortOrder() {
    execute(
        "CREATE TYPE mood AS ENUM ('sad', 'happy')",
        "ALTER TYPE mood ADD VALUE 'ok' BEFORE 'happy'",
        "CREATE TABLE t (a mood, b mood[])");

    assertThat(column("a").type().labels()).containsExactly("sad", "ok", "happy");
    assertThat(column("b").type().kind()).isEqualTo(Kind.ARRAY);
    assertThat(column("b").type().element()).isEqualTo(column("a").type());
  }

  @Test
  void takesOnlyTrueArraysForArrays() {
    execute("CREATE TABLE t (a int[], b int2vector, c point, d name)");

    assertThat(describe().columns())
        .extracting(column -> column.type().kind())
        .containsExactly(Kind.ARRAY, Kind.BASE, Kind.BASE, Kind.BASE);
  }

  @Test
  void describesAColumnThatHasGoneAsNullable() {
    execute("CREATE TABLE t (a int NOT NULL, b text NOT NULL DEFAULT 'x')");
    Relation before = announced();
    execute("ALTER TABLE t DROP COLUMN b");

    ColumnDescription gone = catalog.describe(before, 0).columns().get(1);

    assertThat(gone.nullable()).isTrue();
    assertThat(gone.defaultExpression()).isNull();
    assertThat(gone.type().name()).isEqualTo("text");
  }

  @Test
  void describesATypeThatHasGoneByItsOid() {
    execute("CREATE TYPE mood AS ENUM ('sad')", "CREATE TABLE t (a mood)");
    Relation before = announced();
    execute("DROP TYPE mood CASCADE");

    TypeDescription gone = catalog.describe(before, 0).columns().get(0).type();

    assertThat(gone.name()).isEqualTo(Integer.toUnsignedString(before.columns().get(0).typeOid()));
  }

  @Test
  void looksAtNoMoreTypesTheMoreThereAre() throws SQLException {
    execute(
        "DO $$BEGIN FOR i IN 1..2000 LOOP EXECUTE format('CREATE TYPE e%s AS ENUM ()', i);"
            + " END LOOP; END$$",
        "ANALYZE pg_type");
    List<String> plan = new ArrayList<>();

    try (Connection connection = POSTGRES.connect(database);
        PreparedStatement explain = connection.prepareStatement("EXPLAIN " + CatalogQuery.TYPES)) {
      explain.setString(1, "{20,25}");
      try (ResultSet rows = explain.executeQuery()) {
        while (rows.next()) {
          plan.add(rows.getString(1));
        }
      }
    }

    assertThat(plan)
        .anyMatch(line -> line.contains("using pg_type_oid_index on pg_type"))
        .noneMatch(line -> line.contains("Seq Scan on pg_type"));
  }

  @Test
  void connectsAgainWhenTheServerHasEndedTheConnection() {
    execute("CREATE TABLE t (a int PRIMARY KEY)");
    Relation relation = announced();
    assertThat(catalog.describe(relation, 0).primaryKey()).containsExactly("a");

    POSTGRES.execute(
        "postgres",
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '"
            + database
            + "'");

    assertThat(catalog.describe(relation, 0).primaryKey()).containsExactly("a");
  }

  @Test
  void tellsTheXminOfItsSlot() {
    try (SourceDatabase source = SourceDatabase.create(POSTGRES, "slot_xmin");
        JdbcCatalog ofSlot = JdbcCatalog.of(source.config().build())) {
      String expected =
          source.query(
              "SELECT catalog_xmin FROM pg_replication_slots WHERE slot_name = 'slot_xmin'");

      assertThat(ofSlot.slotXmin()).hasValue(Long.parseLong(expected));
      assertThat(catalog.slotXmin()).isEmpty();
    }
  }

  /** And shows whose it is, as the stream beside it does. */
  @Test
  void connectsAsTheStreamDoesAlsoByPgpass(@TempDir Path directory) throws Exception {
    execute("CREATE ROLE pgpass_reader LOGIN PASSWORD 's3cret'");
    POSTGRES.requirePassword("pgpass_reader");
    Path passwords = directory.resolve("pgpass");
    Files.writeString(passwords, "*:*:*:pgpass_reader:s3cret\n");
    ReplicationConfig config =
        ReplicationConfig.builder()
            .url("jdbc:postgresql://localhost:" + POSTGRES.port() + "/" + database)
            .user("pgpass_reader")
            .slot("none")
            .publication("none")
            .applicationName("shop")
            .build();
    System.setProperty("org.postgresql.pgpassfile", passwords.toString());
    try (JdbcCatalog reader = JdbcCatalog.of(config);
        Connection connection = POSTGRES.connect(database);
        Statement statement = connection.createStatement()) {
      assertThat(reader.databaseName()).isEqualTo(database);
      try (ResultSet row =
          statement.executeQuery(
              "SELECT application_name FROM pg_stat_activity WHERE usename = 'pgpass_reader'")) {
        assertThat(row.next()).isTrue();
        assertThat(row.getString(1)).isEqualTo("shop");
      }
    } finally {
      System.clearProperty("org.postgresql.pgpassfile");
    }
  }

  @Test
  void saysWhatItAskedWhenTheServerRefuses() {
    JdbcCatalog elsewhere = new JdbcCatalog(POSTGRES.jdbcUrl("no_such_database"), new Properties());

    assertThatThrownBy(elsewhere::databaseName)
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining("the database's name")
        .hasMessageContaining("3D000");
  }
}
