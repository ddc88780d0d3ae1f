package io.tidemark.pgoutput;

import java.util.List;

/**
 * Feeds a fuzzer's bytes to every typed getter of {@link Tuple}: a value or {@link
 * ColumnValueException}, anything else is a finding.
 *
 * <p>The input is one column: a byte for text or binary, a byte that picks its type, the value.
 */
public final class TypedValuesFuzz {
  /** Unknown, then every type that a getter knows, then arrays of them, then a domain. */
  private static final int[] TYPES = {
    0, 16, 17, 18, 19, 20, 21, 23, 25, 26, 28, 29, 114, 142, 700, 701, 705, 1042, 1043, 1082, 1083,
    1114, 1184, 1186, 1266, 1700, 2950, 3802, 1000, 1001, 1005, 1007, 1009, 1016, 1020, 1021, 1022,
    1115, 1182, 1183, 1185, 1187, 1231, 1270, 2951, 3807, 16_400
  };

  private TypedValuesFuzz() {}

  /** Jazzer's entry point. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length >= 2) {
      TypedGetters.readAll(row(input), 0);
    }
  }

  /** The row with the one column that an input describes. */
  static Row row(byte[] input) {
    ValueKind kind = (input[0] & 1) == 0 ? ValueKind.TEXT : ValueKind.BINARY;
    int type = TYPES[(input[1] & 0xff) % TYPES.length];
    List<Relation.Column> columns = List.of(new Relation.Column("v", type, -1, false));
    Relation relation = new Relation(1, "public", "t", ReplicaIdentity.DEFAULT, columns);
    byte[] value = java.util.Arrays.copyOfRange(input, 2, input.length);
    return new Row(relation, value, new int[] {value.length}, new byte[] {kind.tag()});
  }

  /** The input for a value, the inverse of {@link #row}. */
  static byte[] input(ValueKind kind, int type, byte[] value) {
    byte[] input = new byte[2 + value.length];
    input[0] = (byte) (kind == ValueKind.TEXT ? 0 : 1);
    for (int i = 0; i < TYPES.length; i++) {
      if (TYPES[i] == type) {
        input[1] = (byte) i;
      }
    }
    System.arraycopy(value, 0, input, 2, value.length);
    return input;
  }
}
