package io.tidemark.envelope;

import io.tidemark.envelope.json.JsonText;
import io.tidemark.envelope.type.ConnectSchema;
import io.tidemark.envelope.type.Encoding;
import io.tidemark.envelope.type.TypeEncodings;
import io.tidemark.pgoutput.Relation;
import io.tidemark.replication.ColumnDescription;
import io.tidemark.replication.TypeDescription;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compiles columns: how their values are written, and the schema of their field. */
final class ColumnPlanner {
  private final EnvelopeConfig config;
  private final TypeEncodings encodings;
  private final TypeEncodings keyEncodings;

  /**
   * A column that appears.
   *
   * @param field its name in JSON
   */
  record Planned(String field, ColumnPlan plan, ConnectSchema schema) {}

  /** An encoding together with the column's default as JSON, which is also its fallback. */
  private record Whole(Encoding encoding, @Nullable String defaultJson) {}

  ColumnPlanner(EnvelopeConfig config) {
    this.config = config;
    encodings = new TypeEncodings(config.types());
    keyEncodings =
        new TypeEncodings(
            config.types().toBuilder()
                .numericDecimals(config.format().keys().numericDecimals())
                .build());
  }

  /** The column in a key, where no rule changes it; null for a type that is left out. */
  @Nullable Planned key(Relation relation, ColumnDescription column, int index) {
    Encoding encoding = keyEncodings.find(column.type(), column.typeModifier());
    if (encoding == null) {
      return null;
    }
    Whole whole = withDefault(column, encoding);
    boolean replaceNull = config.format().keys().replaceNullWithDefault();
    return planned(
        relation, column, index, whole, encoding.schema(), nullJson(column, whole, replaceNull));
  }

  /** The column in before and after; null for a type that is left out. */
  @Nullable Planned value(Relation relation, ColumnDescription column, int index) {
    Encoding encoding = encodings.find(column.type(), column.typeModifier());
    if (encoding == null) {
      return null;
    }
    Whole whole = withDefault(column, encoding);
    String name = relation + "." + column.name();
    Optional<ColumnRule> rule = ColumnRule.of(config.columns().rules(), name);
    if (rule.isPresent()) {
      return ruled(relation, column, index, whole, rule.get());
    }
    ConnectSchema schema =
        propagates(relation, column)
            ? SourceType.describe(encoding.schema(), column)
            : encoding.schema();
    return planned(relation, column, index, whole, schema, nullJson(column, whole));
  }

  private String nullJson(ColumnDescription column, Whole whole) {
    return nullJson(column, whole, config.format().replaceNullWithDefault());
  }

  private static String nullJson(ColumnDescription column, Whole whole, boolean replaceNull) {
    return column.nullable() && whole.defaultJson != null && replaceNull
        ? whole.defaultJson
        : "null";
  }

  private Planned ruled(
      Relation relation, ColumnDescription column, int index, Whole whole, ColumnRule rule) {
    int length = SourceType.length(column);
    Encoding ruled = rule.apply(whole.encoding, base(column.type()), length);
    ConnectSchema schema =
        rule.reaches(length) ? rule.mark(ruled.schema()) : whole.encoding.schema();
    String ruledNull = ruled.equals(whole.encoding) ? null : rule.nullJson();
    String nullJson = ruledNull == null ? nullJson(column, whole) : ruledNull;
    return planned(relation, column, index, new Whole(ruled, whole.defaultJson), schema, nullJson);
  }

  private boolean propagates(Relation relation, ColumnDescription column) {
    ColumnConfig columns = config.columns();
    return Selection.anyMatches(columns.propagateSourceType(), relation + "." + column.name())
        || Selection.anyMatches(
            columns.propagateDatatypes(), relation + "." + column.type().name());
  }

  /** The default stands for a NOT NULL column which the old row does not carry. */
  private static Whole withDefault(ColumnDescription column, Encoding encoding) {
    String json = ColumnDefault.json(column, encoding);
    return new Whole(json == null ? encoding : encoding.withFallback(json), json);
  }

  private static TypeDescription base(TypeDescription type) {
    TypeDescription base = type;
    while (base.baseType() != null) {
      base = base.baseType();
    }
    return base;
  }

  private Planned planned(
      Relation relation,
      ColumnDescription column,
      int index,
      Whole whole,
      ConnectSchema schema,
      String nullJson) {
    Encoding encoding = whole.encoding;
    String missing = column.nullable() ? nullJson : encoding.fallback();
    String unavailable =
        encoding.unavailable() == null && column.nullable() ? nullJson : encoding.unavailable();
    String field = config.names().fields().field(column.name());
    ColumnPlan plan =
        new ColumnPlan(
            index,
            column.name(),
            Utf8.commaAndLabel(field),
            encoding.encoder(),
            relation.columns().get(index).key(),
            config.format().valueSchemas() && !column.nullable(),
            JsonText.of(nullJson),
            Utf8.bytes(missing),
            Utf8.bytes(unavailable));
    boolean optional = column.nullable() || schema.optional();
    return new Planned(field, plan, schema.optional(optional).withDefault(whole.defaultJson));
  }
}
