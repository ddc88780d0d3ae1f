package io.tidemark.publisher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.testing.TestPostgres;
import org.junit.jupiter.api.Test;

class CheckCommandTest {
  private static final TestPostgres POSTGRES = TestPostgres.shared();

  @Test
  void printsTheRemedyUnderEachConditionAndFails() {
    POSTGRES.createDatabase("check_command");
    CommandRun missing = check();
    assertThat(missing.exitCode()).isEqualTo(Tidemark.REFUSED);
    assertThat(missing.out())
        .startsWith("PostgreSQL\n  pass  connected to jdbc:postgresql://localhost:")
        .contains(
            """
              FIX   publication dbz_publication does not exist, or not in this database
                      CREATE PUBLICATION dbz_publication FOR TABLE …;  -- by the tables' owner; see docs/privileges.md
            """)
        .contains("\n1 to fix, ")
        .doesNotContain("\u001b");

    POSTGRES.execute(
        "check_command",
        "CREATE TABLE t (id int PRIMARY KEY)",
        "CREATE PUBLICATION dbz_publication FOR TABLE t",
        "SELECT pg_create_logical_replication_slot('check_command', 'pgoutput')");
    CommandRun ready = check();
    assertThat(ready.exitCode()).as(ready.out()).isZero();
    assertThat(ready.out()).contains("\n0 to fix, ");
  }

  private static CommandRun check() {
    return CommandRun.of(
        "check",
        "--sink=jsonl",
        "--set=database.port=" + POSTGRES.port(),
        "--set=database.user=postgres",
        "--set=database.dbname=check_command",
        "--set=slot.name=check_command",
        "--set=topic.prefix=shop");
  }
}
