package io.tidemark.envelope.golden;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SqlScriptTest {

  @Test
  void endsStatementsAtSemicolonsOutsideOfQuotes() {
    assertThat(SqlScript.split("select 'a;''b'; select \"c;d\"; select $x$ ; $x$;"))
        .extracting(SqlScript.Statement::sql)
        .containsExactly("select 'a;''b'", "select \"c;d\"", "select $x$ ; $x$");
  }

  @Test
  void endsNoStatementInCommentsOrParentheses() {
    assertThat(SqlScript.split("-- one;\ncreate rule r as (a; b); /* x; */ select 1;"))
        .extracting(SqlScript.Statement::sql)
        .containsExactly("create rule r as (a; b)", "/* x; */ select 1");
  }

  @Test
  void keepsEscapedQuotesOfEscapeStrings() {
    assertThat(SqlScript.split("select E'\\';'; select 2;"))
        .extracting(SqlScript.Statement::sql)
        .containsExactly("select E'\\';'", "select 2");
  }

  @Test
  void givesCopyItsInlineData() {
    assertThat(SqlScript.split("begin; copy t from stdin;\n1\ta;b\n\\.\ncommit;"))
        .containsExactly(
            new SqlScript.Statement("begin", ""),
            new SqlScript.Statement("copy t from stdin", "1\ta;b\n"),
            new SqlScript.Statement("commit", ""));
  }
}
