package io.tidemark.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A new row is the same JSON whether its columns were copied from the old row or not. */
final class WrittenColumnsTest {
  private static final int ORDERS = 16384;
  private static final int UPDATES = 5_000;
  private static final List<String> COLUMNS =
      List.of("id!23", "a 25", "b 25", "amount 1700", "hidden 25", "c 25", "long 25", "last 23");

  private final CollectingSink sink = new CollectingSink();

  private TestStream orders(String... settings) {
    TestStream stream = TestStream.ofShop(sink, Map.of(), settings);
    stream.relation(ORDERS, "orders", 'f', COLUMNS.toArray(String[]::new));
    stream.begin(700);
    return stream;
  }

  /** The images of the last record: before, and after. */
  private String[] images() {
    String value = new String(sink.envelopes.get(sink.envelopes.size() - 1).value(), UTF_8);
    int after = value.indexOf(",\"after\":");
    return new String[] {
      value.substring("{\"before\":".length(), after),
      value.substring(after + ",\"after\":".length(), value.indexOf(",\"source\":"))
    };
  }

  /** The same row as it is written when there is no old one. */
  private String inserted(TestStream stream, @Nullable String... row) {
    stream.insert(ORDERS, row);
    return images()[1];
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void copiesWhatIsEqualAndNothingElse(long seed) {
    TestStream stream = orders("column.exclude.list", "public\\.orders\\.hidden");
    Random random = new Random(seed);
    for (int i = 0; i < UPDATES; i++) {
      String[] before = row(random);
      String[] row = changed(before, random);
      String[] whole = row.clone();
      for (int column = 0; column < row.length; column++) {
        if (isUnchanged(row[column])) {
          whole[column] = before[column];
        }
      }

      stream.update(ORDERS, 'O', before, row);
      String[] images = images();

      assertThat(images[0]).isEqualTo(inserted(stream, before));
      assertThat(images[1]).isEqualTo(inserted(stream, whole));
      sink.envelopes.clear();
    }
  }

  /** Few values, short ones that begin alike among them, so that runs of every length occur. */
  private static @Nullable String[] row(Random random) {
    String[] row = new String[COLUMNS.size()];
    row[0] = "7";
    for (int column = 1; column < row.length; column++) {
      row[column] = value(column, random);
    }
    return row;
  }

  private static @Nullable String value(int column, Random random) {
    List<String> values =
        COLUMNS.get(column).endsWith(" 25")
            ? List.of("", "a", "ab", "b\"c", "ä", "x".repeat(300))
            : List.of("1", "12", "2", "-30");
    int choice = random.nextInt(values.size() + 1);
    return choice == values.size() ? null : values.get(choice);
  }

  private static @Nullable String[] changed(@Nullable String[] before, Random random) {
    String[] row = before.clone();
    for (int changes = random.nextInt(4); changes > 0; changes--) {
      int column = 1 + random.nextInt(row.length - 1);
      row[column] = value(column, random);
    }
    int toasted = COLUMNS.indexOf("long 25");
    if (before[toasted] != null && random.nextBoolean()) {
      row[toasted] = TestStream.UNCHANGED;
    }
    return row;
  }

  @SuppressWarnings("ReferenceEquality") // the marker is itself, not its text
  private static boolean isUnchanged(@Nullable String value) {
    return value == TestStream.UNCHANGED;
  }

  @Test
  void leavesOutWhatNeitherRowHas() {
    TestStream stream = orders("unavailable.value.handling", "omit");
    String gone = TestStream.UNCHANGED;
    String[] before = {"7", "a", "b", "1", "h", "c", gone, "2"};

    stream.update(ORDERS, 'O', before, "7", "a", "B", "1", "h", "c", gone, "2");

    assertThat(images()[1])
        .isEqualTo(
            "{\"id\":7,\"a\":\"a\",\"b\":\"B\",\"amount\":{\"scale\":0,\"value\":\"AQ==\"},"
                + "\"hidden\":\"h\",\"c\":\"c\",\"last\":2}");
  }

  @Test
  void writesTheNewRowOfAChangedKeyWithoutAnOldOne() {
    TestStream stream = orders();
    String[] before = {"7", "a", "b", "1", "h", "c", "long", "2"};
    String[] row = {"8", "a", "b", "1", "h", "c", TestStream.UNCHANGED, "2"};
    stream.update(ORDERS, 'O', before, row);
    assertThat(sink.operations())
        .containsExactly(Operation.DELETE, Operation.TOMBSTONE, Operation.CREATE);
    String created = images()[1];

    assertThat(created).isEqualTo(inserted(stream, "8", "a", "b", "1", "h", "c", "long", "2"));
  }
}
