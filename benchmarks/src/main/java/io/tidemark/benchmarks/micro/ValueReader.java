package io.tidemark.benchmarks.micro;

import io.tidemark.pgoutput.Relation;
import io.tidemark.pgoutput.WireTuple;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.Blackhole;

/** Reads every column that is not NULL as the Java value of its type, with Tuple's getters. */
final class ValueReader extends RowHandler {
  private Getter[] getters = {};
  private @Nullable Blackhole values;

  @Override
  public void onRelation(long xid, Relation relation) {
    getters =
        relation.columns().stream()
            .map(column -> Getter.of(column.typeOid()))
            .toArray(Getter[]::new);
  }

  void readInto(Blackhole target) {
    values = target;
  }

  @Override
  void onRow(Relation relation, WireTuple row) {
    Blackhole blackhole = Objects.requireNonNull(values, "readInto");
    for (int i = 0; i < row.size(); i++) {
      if (row.isNull(i)) {
        continue;
      }
      switch (getters[i]) {
        case BOOLEAN -> blackhole.consume(row.getBoolean(i));
        case SHORT -> blackhole.consume(row.getShort(i));
        case INT -> blackhole.consume(row.getInt(i));
        case LONG -> blackhole.consume(row.getLong(i));
        case FLOAT -> blackhole.consume(row.getFloat(i));
        case DOUBLE -> blackhole.consume(row.getDouble(i));
        case BIG_DECIMAL -> blackhole.consume(row.getBigDecimal(i));
        case STRING -> blackhole.consume(row.getString(i));
        case BYTES -> blackhole.consume(row.getBytes(i));
        case UUID -> blackhole.consume(row.getUuid(i));
        case LOCAL_DATE -> blackhole.consume(row.getLocalDate(i));
        case LOCAL_TIME -> blackhole.consume(row.getLocalTime(i));
        case LOCAL_DATE_TIME -> blackhole.consume(row.getLocalDateTime(i));
        case INSTANT -> blackhole.consume(row.getInstant(i));
      }
    }
  }

  /** Which getter fits a type. */
  private enum Getter {
    BOOLEAN,
    SHORT,
    INT,
    LONG,
    FLOAT,
    DOUBLE,
    BIG_DECIMAL,
    STRING,
    BYTES,
    UUID,
    LOCAL_DATE,
    LOCAL_TIME,
    LOCAL_DATE_TIME,
    INSTANT;

    /** By the OIDs of pg_type. */
    static Getter of(int typeOid) {
      return switch (typeOid) {
        case 16 -> BOOLEAN;
        case 21 -> SHORT;
        case 23 -> INT;
        case 20 -> LONG;
        case 700 -> FLOAT;
        case 701 -> DOUBLE;
        case 1700 -> BIG_DECIMAL;
        case 25, 1042, 1043, 3802 -> STRING;
        case 17 -> BYTES;
        case 2950 -> UUID;
        case 1082 -> LOCAL_DATE;
        case 1083 -> LOCAL_TIME;
        case 1114 -> LOCAL_DATE_TIME;
        case 1184 -> INSTANT;
        default -> throw new IllegalArgumentException("type OID " + typeOid + ": no getter");
      };
    }
  }
}
