package io.tidemark.envelope;

import io.tidemark.envelope.EnvelopeFormat.AddedField;
import java.util.List;
import java.util.Set;

/**
 * Reads {@code add.fields} and {@code add.headers}: {@code op,source.lsn,table:from}. A name alone
 * is looked for where Debezium looks for it.
 */
final class AddedFields {
  private static final Set<String> OF_ENVELOPE = Set.of("op", "ts_ms", "ts_us", "ts_ns");
  private static final Set<String> OF_TRANSACTION =
      Set.of("id", "total_order", "data_collection_order");

  private AddedFields() {}

  static List<AddedField> parse(String setting, String prefix) {
    return PropertyReader.list(setting).stream().map(part -> field(part, prefix)).toList();
  }

  private static AddedField field(String part, String prefix) {
    String[] renamed = part.split(":", -1);
    String[] path = renamed[0].split("\\.", -1);
    if (renamed.length > 2 || path.length > 2) {
      throw new IllegalArgumentException(
          "expected field, struct.field or struct.field:name; found " + part);
    }
    boolean qualified = path.length == 2;
    String field = qualified ? path[1] : path[0];
    String struct = qualified ? path[0] : structOf(field);
    String name = renamed.length == 2 ? renamed[1] : qualified ? struct + "_" + field : field;
    return new AddedField(struct, field, prefix + name);
  }

  private static String structOf(String field) {
    if (OF_ENVELOPE.contains(field)) {
      return "";
    }
    return OF_TRANSACTION.contains(field) ? "transaction" : "source";
  }
}
