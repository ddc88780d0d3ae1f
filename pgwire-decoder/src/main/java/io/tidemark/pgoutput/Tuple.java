package io.tidemark.pgoutput;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The column values of one row, as the server encoded them, and as Java values.
 *
 * <p>{@link WireTuple} is a view that dies when the callback returns; {@link Row} owns its bytes.
 * {@link #copy()} leads from one to the other. Columns count from 0, in the order of {@link
 * Relation#columns()}.
 *
 * <pre>{@code
 * long id = row.getLong(0);
 * String note = row.isUnchanged(1) ? keep : row.getString(1);   // null for NULL
 * BigDecimal total = row.getBigDecimal(2);
 * ArrayValue<Instant> seen = row.getArray(3, Tuple::getInstant);
 * }</pre>
 *
 * <p>The getters give the same value from text and from binary. Text is read as the session
 * settings of a {@code ReplicationStream} fix it: DateStyle ISO, IntervalStyle postgres. For all of
 * them:
 *
 * <ul>
 *   <li>NULL is null; where the Java type has none, {@link ColumnValueException}.
 *   <li>UNCHANGED is always {@link ColumnValueException}: the value exists, and is not here.
 *   <li>A column of another built-in type than the getter's is {@link ColumnValueException}, and so
 *       is a value that the Java type cannot hold: nothing is rounded, cut off or wrapped. Domains,
 *       enums and types of extensions, whose OID says nothing, are taken as what the getter reads.
 *   <li>A column that does not exist is {@link IndexOutOfBoundsException}.
 * </ul>
 */
public sealed interface Tuple permits WireTuple, Row {

  /** How many columns there are. */
  int size();

  /** What the wire says about a column. */
  ValueKind kind(int column);

  /**
   * The array that holds the value bytes. Read it between {@link #offset} and {@link #length};
   * never write to it.
   */
  byte[] buffer();

  /**
   * Where in {@link #buffer()} a column's bytes start; meaningful for {@code TEXT} and {@code
   * BINARY}.
   */
  int offset(int column);

  /** How many bytes a column has; 0 for {@code NULL} and {@code UNCHANGED}. */
  int length(int column);

  /** A row with bytes of its own; the row itself when it already has them. */
  Row copy();

  /** OID of the column's type, unsigned, as the relation was announced; 0 when unknown. */
  int typeOid(int column);

  /** True for SQL NULL. */
  default boolean isNull(int column) {
    return kind(column) == ValueKind.NULL;
  }

  /** True when the server left an unchanged TOASTed value out. */
  default boolean isUnchanged(int column) {
    return kind(column) == ValueKind.UNCHANGED;
  }

  /**
   * A column's text output as PostgreSQL wrote it, whatever the type.
   *
   * @throws ColumnValueException when the column is not {@link ValueKind#TEXT}
   */
  default String text(int column) {
    if (kind(column) != ValueKind.TEXT) {
      throw ColumnValueException.unreadable(this, column, "TEXT");
    }
    return new String(buffer(), offset(column), length(column), StandardCharsets.UTF_8);
  }

  /** A bool. */
  default boolean getBoolean(int column) {
    require(column, "boolean");
    return Booleans.read(this, column);
  }

  /** An int2; or a wider integer type whose value is in range. */
  default short getShort(int column) {
    require(column, "short");
    return (short) Integers.read(this, column, Short.MIN_VALUE, Short.MAX_VALUE, "short");
  }

  /** An int4 or int2; or a wider integer type whose value is in range. */
  default int getInt(int column) {
    require(column, "int");
    return (int) Integers.read(this, column, Integer.MIN_VALUE, Integer.MAX_VALUE, "int");
  }

  /** An int8, int4 or int2; an oid, xid or cid as the unsigned number that it is. */
  default long getLong(int column) {
    require(column, "long");
    return Integers.read(this, column, Long.MIN_VALUE, Long.MAX_VALUE, "long");
  }

  /** A float4, with NaN and the infinities. */
  default float getFloat(int column) {
    require(column, "float");
    return Floats.readFloat(this, column);
  }

  /** A float8 or float4, with NaN and the infinities. */
  default double getDouble(int column) {
    require(column, "double");
    return Floats.readDouble(this, column);
  }

  /**
   * A numeric or an integer, with the scale that the server shows.
   *
   * @throws ColumnValueException for NaN and the infinities too, which {@link #getNumeric} has
   */
  default @Nullable BigDecimal getBigDecimal(int column) {
    return present(column, "BigDecimal") ? Numerics.readFinite(this, column) : null;
  }

  /** A numeric or an integer, NaN and the infinities included. */
  default @Nullable Numeric getNumeric(int column) {
    return present(column, "Numeric") ? Numerics.read(this, column, "Numeric") : null;
  }

  /**
   * Text, varchar, bpchar, name, json, jsonb, xml, an enum's label; in text form, the text of any
   * type.
   */
  default @Nullable String getString(int column) {
    return present(column, "String") ? Strings.read(this, column) : null;
  }

  /** A copy of a bytea. */
  default byte @Nullable [] getBytes(int column) {
    return present(column, "bytea") ? ByteStrings.read(this, column) : null;
  }

  /** A uuid. */
  default @Nullable UUID getUuid(int column) {
    return present(column, "uuid") ? Uuids.read(this, column) : null;
  }

  /**
   * A date. {@link LocalDate#MAX} is infinity, {@link LocalDate#MIN} -infinity: no date of
   * PostgreSQL reaches either. Years before Christ count as java.time does, 1 BC is 0.
   */
  default @Nullable LocalDate getLocalDate(int column) {
    return present(column, "date") ? Dates.read(this, column) : null;
  }

  /**
   * A time.
   *
   * @throws ColumnValueException for 24:00:00 too, which {@link #getTimeMicros} has
   */
  default @Nullable LocalTime getLocalTime(int column) {
    return present(column, "time") ? Times.readLocal(this, column) : null;
  }

  /**
   * A timetz.
   *
   * @throws ColumnValueException for 24:00:00 too, which {@link #getTimeMicros} has
   */
  default @Nullable OffsetTime getOffsetTime(int column) {
    return present(column, "timetz") ? Times.readOffset(this, column) : null;
  }

  /**
   * A time or timetz as microseconds since midnight of its own zone: 0 to 86,400,000,000, the
   * latter for 24:00:00.
   */
  default long getTimeMicros(int column) {
    require(column, "time or timetz");
    return Times.readMicros(this, column);
  }

  /** A timestamp. {@link LocalDateTime#MAX} is infinity, {@link LocalDateTime#MIN} -infinity. */
  default @Nullable LocalDateTime getLocalDateTime(int column) {
    return present(column, "timestamp") ? Timestamps.readLocal(this, column) : null;
  }

  /**
   * A timestamptz, which keeps no zone. {@link Instant#MAX} is infinity, {@link Instant#MIN}
   * -infinity.
   */
  default @Nullable Instant getInstant(int column) {
    return present(column, "timestamptz") ? Timestamps.readInstant(this, column) : null;
  }

  /** An interval, with {@link Interval#INFINITY} and {@link Interval#NEGATIVE_INFINITY}. */
  default @Nullable Interval getInterval(int column) {
    return present(column, "interval") ? Intervals.read(this, column) : null;
  }

  /**
   * An array of any dimensions, each element read by a getter of this interface: {@code getArray(3,
   * Tuple::getInt)}.
   *
   * @throws ColumnValueException when the column is no array, or an element is not what the reader
   *     reads
   */
  default <T> @Nullable ArrayValue<T> getArray(int column, ColumnReader<T> reader) {
    return present(column, "array") ? ArrayElements.read(this, column, reader) : null;
  }

  private void require(int column, String expected) {
    if (length(column) == 0) {
      switch (kind(column)) {
        case NULL, UNCHANGED -> throw ColumnValueException.absent(this, column, expected);
        case TEXT, BINARY -> {}
      }
    }
  }

  /** False for NULL. */
  private boolean present(int column, String expected) {
    return switch (kind(column)) {
      case NULL -> false;
      case UNCHANGED -> throw ColumnValueException.absent(this, column, expected);
      case TEXT, BINARY -> true;
    };
  }
}
