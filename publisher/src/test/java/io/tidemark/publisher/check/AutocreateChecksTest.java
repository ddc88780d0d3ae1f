package io.tidemark.publisher.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tidemark.publisher.check.Finding.Verdict;
import io.tidemark.publisher.config.PublisherConfig;
import io.tidemark.testing.TestDatabase;
import io.tidemark.testing.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Publications that the start would create, as a role that may and as one that may not. */
class AutocreateChecksTest {
  private final TestDatabase database = TestDatabase.create("autocreate");
  private final String owner = database.name() + "_owner";
  private final String reader = database.name() + "_reader";

  @BeforeEach
  void createTables() {
    database.execute(
        "CREATE ROLE " + owner + " LOGIN REPLICATION",
        "CREATE ROLE " + reader + " LOGIN REPLICATION",
        "GRANT CREATE ON DATABASE " + database.name() + " TO " + owner,
        "CREATE TABLE orders (id int PRIMARY KEY)",
        "CREATE TABLE order_lines (id int)",
        "CREATE TABLE users (id int PRIMARY KEY)",
        "ALTER TABLE orders OWNER TO " + owner,
        "ALTER TABLE order_lines OWNER TO " + owner);
  }

  @Test
  void forAllTablesTakesASuperuser() {
    assertThat(about(TestPostgres.USER, "all_tables"))
        .isEqualTo(
            new Finding(
                Verdict.PASS,
                "publication p does not exist; the first start creates it for 3 tables",
                List.of()));
    Finding refused = about(owner, "all_tables");
    assertThat(refused.found())
        .isEqualTo(
            "publication p does not exist; the first start creates it for all tables, which only a superuser may");
    use(refused);
    assertThat(about(owner, "all_tables").found()).isEqualTo("publication p has 3 tables");
  }

  /** PostgreSQL looks at the role itself: what it is a member of counts for nothing here. */
  @Test
  void memberOfASuperusersRoleMayNotPublishAllTables() throws SQLException {
    database.execute("GRANT " + TestPostgres.USER + " TO " + owner);
    assertThat(about(owner, "all_tables").found()).endsWith("which only a superuser may");
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SET ROLE " + owner);
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() -> statement.execute("CREATE PUBLICATION p FOR ALL TABLES"))
          .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("42501"));
    }
  }

  @Test
  void publicationForAllTablesThatExistsTakesNoMoreThanAReader() {
    database.execute("CREATE PUBLICATION p FOR ALL TABLES");
    assertThat(about(reader, "all_tables"))
        .isEqualTo(new Finding(Verdict.PASS, "publication p has 3 tables", List.of()));
  }

  @Test
  void tablesOfThePublicationThatIsToComeAreLookedAtToo() {
    assertThat(findings(TestPostgres.USER, "all_tables"))
        .extracting(Finding::found)
        .anyMatch(found -> found.startsWith("table public.order_lines has no usable replica"));
  }

  @Test
  void filteredTakesTheOwnerOfTheTables() {
    assertThat(about(owner, "filtered"))
        .isEqualTo(
            new Finding(
                Verdict.PASS,
                "publication p does not exist; the first start creates it for 2 tables",
                List.of()));
    Finding refused = about(reader, "filtered");
    assertThat(refused.found())
        .endsWith("but the role does not own public.order_lines, public.orders");
    assertThat(refused.remedy())
        .containsExactly(
            "CREATE PUBLICATION p FOR TABLE public.order_lines, public.orders;  -- by the tables' owner",
            "publication.autocreate.mode=disabled");
    database.execute(refused.remedy().get(0));
    assertThat(about(reader, "disabled").found()).isEqualTo("publication p has 2 tables");
    assertThat(about(reader, "filtered").found()).isEqualTo("publication p has 2 tables");
  }

  @Test
  void filteredChangesAPublicationUnlessItIsForAllTables() {
    database.execute("CREATE PUBLICATION p FOR TABLE users");
    Finding foreign = about(owner, "filtered");
    assertThat(foreign.found())
        .isEqualTo(
            "publication p has other tables; the start gives it 2 tables, but the role does not own it");
    use(foreign);
    assertThat(about(owner, "filtered"))
        .isEqualTo(
            new Finding(
                Verdict.PASS,
                "publication p has other tables; the start gives it 2 tables",
                List.of()));
    assertThat(about(reader, "filtered").remedy())
        .first()
        .isEqualTo(
            "ALTER PUBLICATION p SET TABLE public.order_lines, public.orders;  -- by the tables' owner");
    database.execute("DROP PUBLICATION p", "CREATE PUBLICATION p FOR ALL TABLES");
    assertThat(about(owner, "filtered"))
        .isEqualTo(
            new Finding(
                Verdict.FIX,
                "publication p is for all tables, which publication.autocreate.mode=filtered cannot change",
                List.of("publication.autocreate.mode=all_tables")));
  }

  @Test
  void withoutTablesTakesTheRightToCreate() {
    assertThat(about(owner, "no_tables").verdict()).isEqualTo(Verdict.PASS);
    Finding refused = about(reader, "no_tables");
    assertThat(refused.remedy())
        .containsExactly("GRANT CREATE ON DATABASE %s TO %s;".formatted(database.name(), reader));
    use(refused);
    assertThat(about(reader, "no_tables").verdict()).isEqualTo(Verdict.PASS);
  }

  private void use(Finding finding) {
    database.execute(
        finding.remedy().stream().filter(line -> !line.startsWith("--")).toArray(String[]::new));
  }

  private Finding about(String role, String mode) {
    return findings(role, mode).stream()
        .filter(finding -> finding.found().startsWith("publication "))
        .findFirst()
        .orElseThrow();
  }

  private List<Finding> findings(String role, String mode) {
    Map<String, String> settings = database.settings();
    settings.put("database.user", role);
    settings.put("publication.autocreate.mode", mode);
    settings.put("table.include.list", "public\\.order.*");
    return Checks.ofPostgres(PublisherConfig.of(settings)).postgres();
  }
}
