package io.tidemark.envelope.type;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.tidemark.envelope.json.JsonBuffer;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A value of a common type costs no memory in either format. */
class ValueAllocationTest {
  private static final int WARM_UP = 10_000;
  private static final int VALUES = 10_000;

  /** What the JVM itself may take meanwhile, far less than one byte a value. */
  private static final long NOISE = VALUES / 2;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "int4[]          | array[1, null, -3]",
        "int8[]          | array[[1, 2], [3, 4]]",
        "text[]          | array['a', 'two words', 'a \"quote\"', null]",
        "numeric[]       | array[1.50, -0.001]",
        "uuid[]          | array['a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid]",
        "timestamptz[]   | array['2024-02-29 12:30:00.123456+00'::timestamptz]",
        "bool[]          | array[true, false]",
        "float8[]        | array[1.5, 0.1]",
        "jsonb[]         | array['{}'::jsonb]",
        "int4range       | '[1,10)'::int4range",
        "int8range       | '(,5]'::int8range",
        "numrange        | '[1.5,2.25)'::numrange",
        "tsrange         | '[2024-02-29 12:30, 2024-03-01)'::tsrange",
        "tstzrange       | '[2024-02-29 12:30+00,)'::tstzrange",
        "daterange       | 'empty'::daterange",
        "int4range[]     | array['[1,10)'::int4range]",
        "numeric         | 123456789012345678901234567890.0123456789",
        "numeric         | -0.000000000000000000000000000001",
        "numeric(38,18)  | -1234567890123456.123456789012345678",
        "numeric(12,2)   | 99.50",
        "money           | '-1234.50'::float8::numeric::money",
        "interval        | '1 year 2 months 3 days 04:05:06.789'::interval",
        "bit(9)          | B'101010101'",
        "varbit          | B'101'",
        "inet            | '192.168.0.1/24'::inet",
        "macaddr         | '08:00:2b:01:02:03'::macaddr",
        "ltree           | 'a.b.c'::ltree",
        "mood            | 'ok'::mood",
        "timetz          | '13:14:15.5+02'::timetz",
      })
  void allocatesNothingForAValue(String type, String expression) {
    ServerValue value = ServerValue.of(type, expression);
    ColumnEncoder encoder = value.encoder(TypeConfig.defaults());
    JsonBuffer json = new JsonBuffer();

    assertThat(allocated(() -> encoder.text(value.text(), 0, value.text().length, cleared(json))))
        .as("text")
        .isLessThan(NOISE);
    assertThat(
            allocated(
                () -> encoder.binary(value.binary(), 0, value.binary().length, cleared(json))))
        .as("binary")
        .isLessThan(NOISE);
  }

  private static JsonBuffer cleared(JsonBuffer json) {
    json.clear();
    return json;
  }

  private static long allocated(Runnable value) {
    repeat(value, WARM_UP);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    repeat(value, VALUES);
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  private static void repeat(Runnable value, int times) {
    for (int i = 0; i < times; i++) {
      value.run();
    }
  }
}
