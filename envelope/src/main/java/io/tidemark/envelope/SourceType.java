package io.tidemark.envelope;

import io.tidemark.envelope.type.ConnectSchema;
import io.tidemark.replication.ColumnDescription;
import io.tidemark.replication.TypeDescription;
import io.tidemark.replication.TypeDescription.Kind;
import java.util.Locale;

/** The schema parameters that {@code column.propagate.source.type} adds, as JDBC counts sizes. */
final class SourceType {
  private static final String PARAMETER = "__debezium.source.column.";
  private static final int UNLIMITED = Integer.MAX_VALUE;
  private static final int BARE_NUMERIC = 131_089;
  private static final int MODIFIER_HEADER = 4;
  private static final int TEMPORAL_PRECISION = 6;

  private SourceType() {}

  static ConnectSchema describe(ConnectSchema schema, ColumnDescription column) {
    TypeDescription type = column.type();
    return schema
        .withParameter(PARAMETER + "type", type.name().toUpperCase(Locale.ROOT))
        .withParameter(PARAMETER + "length", Integer.toString(length(column)))
        .withParameter(PARAMETER + "scale", Integer.toString(scale(sized(type), modifier(column))))
        .withParameter(PARAMETER + "name", column.name());
  }

  /** How many characters a value has at most. */
  static int length(ColumnDescription column) {
    return length(sized(column.type()), modifier(column));
  }

  /** An array has the size of its elements, a domain that of what it is made of. */
  private static TypeDescription sized(TypeDescription type) {
    TypeDescription sized = type;
    while (sized.baseType() != null) {
      sized = sized.baseType();
    }
    TypeDescription element = sized.kind() == Kind.ARRAY ? sized.element() : null;
    return element == null ? sized : element;
  }

  private static int modifier(ColumnDescription column) {
    int modifier = column.typeModifier();
    for (TypeDescription type = column.type(); type.baseType() != null; type = type.baseType()) {
      modifier = type.baseTypeModifier();
    }
    return modifier;
  }

  private static int length(TypeDescription type, int modifier) {
    return switch (type.name()) {
      case "bool", "char" -> 1;
      case "int2" -> 5;
      case "int4", "oid" -> 10;
      case "int8" -> 19;
      case "float4" -> 8;
      case "float8" -> 17;
      case "date" -> 13;
      case "time" -> 8 + fraction(modifier);
      case "timetz" -> 14 + fraction(modifier);
      case "timestamp" -> 22 + fraction(modifier);
      case "timestamptz" -> 28 + fraction(modifier);
      case "interval" -> 49;
      case "numeric" -> modifier < 0 ? BARE_NUMERIC : (modifier - MODIFIER_HEADER) >> 16 & 0xffff;
      case "varchar", "bpchar" -> modifier < 0 ? UNLIMITED : modifier - MODIFIER_HEADER;
      case "bit", "varbit" -> modifier < 0 ? UNLIMITED : modifier;
      default -> UNLIMITED;
    };
  }

  /** The point and the digits behind it. */
  private static int fraction(int modifier) {
    int digits = modifier < 0 ? TEMPORAL_PRECISION : modifier;
    return digits == 0 ? 0 : digits == 1 ? 3 : digits + 1;
  }

  private static int scale(TypeDescription type, int modifier) {
    return switch (type.name()) {
      case "float4" -> 8;
      case "float8" -> 17;
      case "numeric" -> modifier < 0 ? 0 : (modifier - MODIFIER_HEADER) & 0xffff;
      case "time", "timetz", "timestamp", "timestamptz" ->
          modifier < 0 ? TEMPORAL_PRECISION : modifier;
      case "interval" -> modifier < 0 ? TEMPORAL_PRECISION : modifier & 0xffff;
      default -> 0;
    };
  }
}
