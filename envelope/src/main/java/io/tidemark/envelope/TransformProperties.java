package io.tidemark.envelope;

import io.tidemark.envelope.EnvelopeFormat.AddedField;
import io.tidemark.envelope.EnvelopeFormat.DeleteHandling;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the one transform that there is, from the settings that Kafka Connect has for them. */
final class TransformProperties {
  private static final String TYPE = "io.debezium.transforms.ExtractNewRecordState";
  private static final Pattern NAMES =
      Pattern.compile(
          "transforms\\.[^.]+\\.(type|route\\.by\\.field|delete\\.tombstone\\.handling\\.mode"
              + "|add\\.(fields|headers)(\\.prefix)?)");

  private TransformProperties() {}

  static EnvelopeFormat read(PropertyReader reader) {
    String name =
        reader.parsed(
            "transforms",
            "",
            "the NAME of one transform",
            "None, or `"
                + TYPE
                + "`: values are rows alone, without an envelope. Beside it there may be routers, see below Topics.",
            TransformProperties::one);
    reader.knows(NAMES);
    String prefix = "transforms." + (name.isEmpty() ? "NAME" : name) + ".";
    reader.confirm(prefix + "type", TYPE, !name.isEmpty(), "Any other transform is refused.");
    DeleteHandling deletes =
        reader.choice(
            prefix + "delete.tombstone.handling.mode",
            DeleteHandling.TOMBSTONE,
            "Which records a delete has: none, a tombstone, or the old row with `__deleted`.");
    List<AddedField> fields = added(reader, prefix + "add.fields", "to the row");
    List<AddedField> headers = added(reader, prefix + "add.headers", "to the headers");
    String route =
        reader.text(
            prefix + "route.by.field",
            "",
            "A text column whose value is the row's topic; every table must have it.");
    return name.isEmpty()
        ? new EnvelopeFormat.Full()
        : new EnvelopeFormat.Flattened(deletes, fields, headers, route);
  }

  private static String one(String text) {
    List<String> names = PropertyReader.list(text);
    if (names.size() > 1) {
      throw new IllegalArgumentException("expected one transform at most, of the type " + TYPE);
    }
    return names.isEmpty() ? "" : names.get(0);
  }

  private static List<AddedField> added(PropertyReader reader, String name, String where) {
    String prefix =
        reader.text(name + ".prefix", "__", "Goes before the names that are added " + where + ".");
    return reader.parsed(
        name,
        "",
        "field, struct.field or struct.field:name, separated by commas",
        "Parts of the envelope, such as `op` and `source.lsn`, that are added " + where + ".",
        text -> AddedFields.parse(text, prefix));
  }
}
