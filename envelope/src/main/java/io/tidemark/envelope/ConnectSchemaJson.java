package io.tidemark.envelope;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.tidemark.envelope.type.ConnectSchema;
import java.util.Objects;

/** Prints schemas as Kafka Connect's JsonConverter does, field for field in its order. */
final class ConnectSchemaJson {

  private ConnectSchemaJson() {}

  static String write(ConnectSchema schema) {
    return node(schema).toString();
  }

  private static ObjectNode node(ConnectSchema schema) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("type", schema.type());
    contents(schema, node);
    node.put("optional", schema.optional());
    if (schema.name() != null) {
      node.put("name", schema.name());
    }
    if (schema.version() != null) {
      node.put("version", schema.version());
    }
    if (schema.doc() != null) {
      node.put("doc", schema.doc());
    }
    if (!schema.parameters().isEmpty()) {
      schema.parameters().forEach(node.putObject("parameters")::put);
    }
    if (schema.defaultJson() != null) {
      node.putRawValue("default", new RawValue(schema.defaultJson()));
    }
    return node;
  }

  private static void contents(ConnectSchema schema, ObjectNode node) {
    switch (schema.type()) {
      case "struct" -> {
        ArrayNode fields = node.putArray("fields");
        for (ConnectSchema.Field field : schema.fields()) {
          fields.add(node(field.schema()).put("field", field.name()));
        }
      }
      case "map" -> {
        node.set("keys", node(Objects.requireNonNull(schema.keys())));
        node.set("values", node(Objects.requireNonNull(schema.values())));
      }
      case "array" -> node.set("items", node(Objects.requireNonNull(schema.values())));
      default -> {
        // A primitive type has no parts
      }
    }
  }
}
