package io.tidemark.publisher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckCommandTest {
  private final TestDatabase database = TestDatabase.create("check_command");

  @Test
  void printsTheRemedyUnderEachConditionAndFails() {
    CommandRun missing = check();
    assertThat(missing.exitCode()).isEqualTo(Tidemark.REFUSED);
    assertThat(missing.out())
        .startsWith("PostgreSQL\n  pass  connected to jdbc:postgresql://localhost:")
        .contains(
            """
              FIX   publication p does not exist, or not in this database
                      CREATE PUBLICATION p FOR TABLE …;  -- by the tables' owner; see docs/privileges.md
            """)
        .contains("\n1 to fix, ")
        .doesNotContain("\u001b");

    database.execute("CREATE TABLE t (id int PRIMARY KEY)", "CREATE PUBLICATION p FOR TABLE t");
    database.createSlot();
    CommandRun ready = check();
    assertThat(ready.exitCode()).as(ready.out()).isZero();
    assertThat(ready.out()).contains("\n0 to fix, ");
  }

  private CommandRun check() {
    return CommandRun.of(
        database.arguments(
            List.of("check", "--sink=jsonl", "--set=publication.autocreate.mode=disabled")));
  }
}
