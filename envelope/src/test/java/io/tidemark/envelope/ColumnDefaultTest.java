package io.tidemark.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.envelope.type.Encoding;
import io.tidemark.envelope.type.TypeConfig;
import io.tidemark.envelope.type.TypeEncodings;
import io.tidemark.replication.ColumnDescription;
import io.tidemark.replication.ColumnDescription.Generation;
import io.tidemark.replication.TypeDescription;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ColumnDefaultTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      nullValues = "none",
      value = {
        "int4        | -1 | 42                                      | 42",
        "int4        | -1 | '-7'::integer                           | -7",
        "int4        | -1 | nextval('t_id_seq'::regclass)           | 0",
        "int4        | -1 | (1 + 2)                                 | none",
        "int4        | -1 | NULL::integer                           | none",
        "text        | -1 | 'new'::text                             | \"new\"",
        "text        | -1 | 'quo''te'::text                         | \"quo'te\"",
        "text        | -1 | ('a'::text || 'b'::text)                | none",
        "text        | -1 | upper('up'::text)                       | \"\"",
        "text        | -1 | CURRENT_USER                            | \"CURRENT_USER\"",
        "varchar     | 24 | 'x y'::character varying                | \"x y\"",
        "bool        | -1 | true                                    | true",
        "numeric     | 327686 | 1.5                                 | \"AJY=\"",
        "date        | -1 | '2024-02-29'::date                      | 19782",
        "date        | -1 | CURRENT_DATE                            | 0",
        "timestamptz | -1 | now()                                   | \"1970-01-01T00:00:00.000000Z\"",
        "uuid        | -1 | gen_random_uuid()                       | \"00000000-0000-0000-0000-000000000000\"",
        "jsonb       | -1 | '{\"a\": 1}'::jsonb                     | \"{\\\"a\\\": 1}\"",
        "json        | -1 | f()                                     | \"{}\"",
        "bytea       | -1 | '\\x00'::bytea                          | none",
        "money       | -1 | '1.00'::money                           | none",
        "inet        | -1 | '::1'::inet                             | none",
      })
  void readsWhatTheCatalogPrints(String type, int modifier, String expression, String json) {
    TypeDescription description = TypeDescription.base(0, type);
    ColumnDescription column =
        new ColumnDescription("c", description, modifier, true, expression, Generation.NONE);
    Encoding encoding =
        Objects.requireNonNull(
            new TypeEncodings(TypeConfig.defaults()).find(description, modifier));

    assertThat(ColumnDefault.json(column, encoding)).isEqualTo(json);
  }
}
