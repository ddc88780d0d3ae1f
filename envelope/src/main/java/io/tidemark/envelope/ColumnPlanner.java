package io.tidemark.envelope;

import io.tidemark.envelope.json.JsonText;
import io.tidemark.envelope.type.ConnectSchema;
import io.tidemark.envelope.type.Encoding;
import io.tidemark.envelope.type.TypeEncodings;
import io.tidemark.pgoutput.Relation;
import io.tidemark.replication.ColumnDescription;
import io.tidemark.replication.TypeDescription;
import org.jspecify.annotations.Nullable;

/** Compiles columns: how their values are written, and the schema of their field. */
final class ColumnPlanner {
  private static final int LENGTH_HEADER = 4;

  private final EnvelopeConfig config;
  private final TypeEncodings encodings;

  /**
   * A column that appears.
   *
   * @param field its name in JSON
   */
  record Planned(String field, ColumnPlan plan, ConnectSchema schema) {}

  ColumnPlanner(EnvelopeConfig config) {
    this.config = config;
    encodings = new TypeEncodings(config.types());
  }

  /** The column in a key, where no rule changes it; null for a type that is left out. */
  @Nullable Planned key(Relation relation, ColumnDescription column, int index) {
    Encoding encoding = encodings.find(column.type(), column.typeModifier());
    return encoding == null ? null : planned(relation, column, index, encoding, null, null);
  }

  /** The column in before and after; null for a type that is left out. */
  @Nullable Planned value(Relation relation, ColumnDescription column, int index) {
    Encoding found = encodings.find(column.type(), column.typeModifier());
    if (found == null) {
      return null;
    }
    Encoding encoding = found;
    ConnectSchema schema = found.schema();
    String nullJson = null;
    String name = relation + "." + column.name();
    TypeDescription base = base(column.type());
    if (Selection.anyMatches(config.columns().propagateSourceType(), name)
        || Selection.anyMatches(
            config.columns().propagateDatatypes(), relation + "." + column.type().name())) {
      schema = SourceType.describe(schema, column);
    }
    for (ColumnRule rule : config.columns().rules()) {
      if (rule.matches(name)) {
        schema = rule.mark(schema);
        Encoding ruled = rule.apply(encoding, base.name(), length(column));
        nullJson = ruled.equals(encoding) ? nullJson : rule.nullJson();
        encoding = ruled;
      }
    }
    return planned(relation, column, index, encoding, nullJson, schema);
  }

  private static int length(ColumnDescription column) {
    return column.typeModifier() < LENGTH_HEADER ? -1 : column.typeModifier() - LENGTH_HEADER;
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
      Encoding encoding,
      @Nullable String ruledNull,
      @Nullable ConnectSchema ruledSchema) {
    String defaultJson = ColumnDefault.json(column, base(column.type()), encoding);
    String nullJson =
        ruledNull != null
            ? ruledNull
            : column.nullable() && defaultJson != null && config.format().replaceNullWithDefault()
                ? defaultJson
                : "null";
    String missing =
        column.nullable() ? nullJson : defaultJson != null ? defaultJson : encoding.fallback();
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
    ConnectSchema schema = ruledSchema == null ? encoding.schema() : ruledSchema;
    return new Planned(field, plan, schema.optional(column.nullable()).withDefault(defaultJson));
  }
}
