package io.tidemark.envelope.type;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka Connect schema, as {@code schemas.enable=true} prints it. Immutable and thread-safe.
 *
 * @param type such as {@code int32} or {@code struct}
 * @param name the semantic type, such as {@code io.debezium.time.Date}
 * @param version of the semantic type; null for none
 * @param doc a remark for people
 * @param parameters in the order in which they are printed
 * @param fields of a struct
 * @param keys of a map
 * @param values of a map, or the items of an array
 * @param defaultJson the default value as JSON; null for none
 * @param optional whether null is allowed
 */
public record ConnectSchema(
    String type,
    @Nullable String name,
    @Nullable Integer version,
    @Nullable String doc,
    Map<String, String> parameters,
    List<Field> fields,
    @Nullable ConnectSchema keys,
    @Nullable ConnectSchema values,
    @Nullable String defaultJson,
    boolean optional) {

  /** A named member of a struct. */
  public record Field(String name, ConnectSchema schema) {}

  /** Copies the collections. */
  public ConnectSchema {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    fields = List.copyOf(fields);
  }

  /** A required value of a primitive type. */
  public static ConnectSchema of(String type) {
    return new ConnectSchema(type, null, null, null, Map.of(), List.of(), null, null, null, false);
  }

  /** A required value of a semantic type in its version 1. */
  public static ConnectSchema of(String type, String name) {
    return new ConnectSchema(type, name, 1, null, Map.of(), List.of(), null, null, null, false);
  }

  /** A required struct. */
  public static ConnectSchema struct(String name, @Nullable Integer version, List<Field> fields) {
    return new ConnectSchema(
        "struct", name, version, null, Map.of(), fields, null, null, null, false);
  }

  /** A required array. */
  public static ConnectSchema array(ConnectSchema items) {
    return new ConnectSchema(
        "array", null, null, null, Map.of(), List.of(), null, items, null, false);
  }

  /** A required map. */
  public static ConnectSchema map(ConnectSchema keys, ConnectSchema values) {
    return new ConnectSchema(
        "map", null, null, null, Map.of(), List.of(), keys, values, null, false);
  }

  /** The same with null allowed. */
  public ConnectSchema asOptional() {
    return optional(true);
  }

  /** The same with null allowed or not. */
  public ConnectSchema optional(boolean nullable) {
    return new ConnectSchema(
        type, name, version, doc, parameters, fields, keys, values, defaultJson, nullable);
  }

  /** The same with a further parameter at the end. */
  public ConnectSchema withParameter(String key, String value) {
    Map<String, String> more = new LinkedHashMap<>(parameters);
    more.put(key, value);
    return new ConnectSchema(
        type, name, version, doc, more, fields, keys, values, defaultJson, optional);
  }

  /** The same with a remark. */
  public ConnectSchema withDoc(String text) {
    return new ConnectSchema(
        type, name, version, text, parameters, fields, keys, values, defaultJson, optional);
  }

  /** The same with a default. */
  public ConnectSchema withDefault(@Nullable String json) {
    return new ConnectSchema(
        type, name, version, doc, parameters, fields, keys, values, json, optional);
  }
}
