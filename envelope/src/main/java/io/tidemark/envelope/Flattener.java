package io.tidemark.envelope;

import io.tidemark.envelope.EnvelopeFormat.AddedField;
import io.tidemark.envelope.EnvelopeFormat.DeleteHandling;
import io.tidemark.envelope.EnvelopeFormat.Flattened;
import io.tidemark.envelope.json.JsonBuffer;
import io.tidemark.envelope.type.ConnectSchema;
import io.tidemark.envelope.type.ConnectSchema.Field;
import io.tidemark.pgoutput.Relation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the row alone of an envelope that was just written, behind it in the same buffer. Belongs
 * to one thread.
 */
final class Flattener {
  private static final byte[] BEFORE = Utf8.label("before");
  private static final byte[] AFTER = Utf8.label("after");
  private static final byte[] OPERATION = Utf8.label("op");
  private static final byte[] DELETED = Utf8.constant("\"__deleted\":\"true\"");
  private static final byte[] NOT_DELETED = Utf8.constant("\"__deleted\":\"false\"");

  private final Flattened format;
  private final List<Part> fields;
  private final List<Part> headers;
  private final JsonMembers members = new JsonMembers();
  private final byte[] deleteCode;
  private final @Nullable FieldRoute route;

  /** What the tombstone after the delete that was written last has, too: Debezium's share them. */
  private List<Header> ofDelete = List.of();

  /** An added field, ready to be looked for and written. */
  @SuppressWarnings("ArrayRecordComponent") // compared with the buffer, never with each other
  private record Part(String name, byte[] struct, byte[] field, byte[] label, Frame header) {}

  Flattener(Flattened format, boolean schemas) {
    this.format = format;
    fields = format.fields().stream().map(field -> part(field, schemas)).toList();
    headers = format.headers().stream().map(field -> part(field, schemas)).toList();
    deleteCode = Frame.of(schemas, ConnectSchema.of("string"), "", "").around("\"d\"");
    route = format.routeByField().isEmpty() ? null : new FieldRoute(format.routeByField());
  }

  private static Part part(AddedField added, boolean schemas) {
    return new Part(
        added.name(),
        added.struct().isEmpty() ? new byte[0] : Utf8.label(added.struct()),
        Utf8.label(added.field()),
        Utf8.label(added.name()),
        Frame.of(schemas, schema(added), "", ""));
  }

  private static ConnectSchema schema(AddedField added) {
    return EnvelopeSchemas.part(added.struct(), added.field())
        .orElseThrow()
        .withDefault(null)
        .asOptional();
  }

  /** Refuses a table that does not say where its rows go. */
  static void requireRoute(Flattened format, Relation relation, List<Field> columns) {
    boolean found =
        columns.stream()
            .anyMatch(
                column ->
                    column.name().equals(format.routeByField())
                        && column.schema().type().equals("string"));
    if (!found && !format.routeByField().isEmpty()) {
      throw new IllegalArgumentException(
          "%s: route.by.field=%s: expected a column of that name with text, found none; exclude the table, or add it"
              .formatted(relation, format.routeByField()));
    }
  }

  /** The schema of the value. */
  static ConnectSchema schema(Flattened format, String name, List<Field> columns) {
    List<Field> all = new ArrayList<>(columns);
    if (format.rewrites()) {
      all.add(new Field("__deleted", ConnectSchema.of("string").asOptional()));
    }
    format.fields().forEach(added -> all.add(new Field(added.name(), schema(added))));
    return ConnectSchema.struct(name + ".Value", null, all);
  }

  /** Whether a record of this kind is left at all. */
  boolean keeps(Operation operation) {
    return switch (operation) {
      case TRUNCATE -> false;
      case DELETE -> format.deletes() != DeleteHandling.DROP;
      case TOMBSTONE -> format.deletes() == DeleteHandling.REWRITE_WITH_TOMBSTONE;
      default -> true;
    };
  }

  /** What a record of this kind is, once it has no envelope. */
  Operation operation(Operation operation) {
    return operation == Operation.DELETE && !format.rewrites() ? Operation.TOMBSTONE : operation;
  }

  /** The topic of a record; a tombstone that follows a rewritten delete stays, as in Debezium. */
  String topic(TablePlan plan, Operation operation, int envelope, JsonBuffer json) {
    if (route == null || operation == Operation.TOMBSTONE) {
      return plan.topic();
    }
    members.find(json, envelope, operation == Operation.DELETE ? BEFORE : AFTER);
    return route.topic(plan, members.start(), json);
  }

  /**
   * Writes the value at the end of the buffer, or nothing for a tombstone.
   *
   * @param envelope where the envelope starts, up to the end of the buffer
   */
  void write(TablePlan plan, Operation operation, int envelope, JsonBuffer json) {
    boolean deleted = operation == Operation.DELETE;
    if (operation == Operation.TOMBSTONE || (deleted && !format.rewrites())) {
      return;
    }
    members.find(json, envelope, deleted ? BEFORE : AFTER);
    int start = members.start() + 1;
    int length = members.end() - 1 - start;
    Frame frame = plan.flatFrame();
    json.raw(frame.start());
    boolean first = length == 0;
    json.raw(json.bytes(), start, length);
    if (format.rewrites()) {
      comma(first, json).raw(deleted ? DELETED : NOT_DELETED);
      first = false;
    }
    for (Part part : fields) {
      comma(first, json).raw(part.label());
      first = false;
      copyPart(part, envelope, json);
    }
    json.raw(frame.end());
  }

  private static JsonBuffer comma(boolean first, JsonBuffer json) {
    return first ? json : json.raw(',');
  }

  /** The headers of a record, with those that are added. */
  List<Header> headers(Operation operation, int envelope, List<Header> given, JsonBuffer json) {
    if (headers.isEmpty()) {
      return given;
    }
    List<Header> all = new ArrayList<>(given);
    if (operation == Operation.TOMBSTONE) {
      all.addAll(ofDelete);
      return List.copyOf(all);
    }
    List<Header> added = added(envelope, json);
    if (operation == Operation.DELETE) {
      ofDelete = ofTombstone(added);
    }
    all.addAll(added);
    return List.copyOf(all);
  }

  /** The operation is written anew, as a string that is required. */
  private List<Header> ofTombstone(List<Header> added) {
    List<Header> all = new ArrayList<>(added);
    for (int i = 0; i < headers.size(); i++) {
      if (Arrays.equals(headers.get(i).field(), OPERATION)) {
        all.set(i, new Header(headers.get(i).name(), deleteCode));
      }
    }
    return all;
  }

  private List<Header> added(int envelope, JsonBuffer json) {
    List<Header> added = new ArrayList<>();
    for (Part part : headers) {
      int start = json.size();
      json.raw(part.header().start());
      copyPart(part, envelope, json);
      json.raw(part.header().end());
      added.add(new Header(part.name(), Arrays.copyOfRange(json.bytes(), start, json.size())));
      json.truncate(start);
    }
    return added;
  }

  private void copyPart(Part part, int envelope, JsonBuffer json) {
    int object = envelope;
    if (part.struct().length > 0) {
      members.find(json, envelope, part.struct());
      object = members.start();
    }
    if (members.find(json, object, part.field())) {
      json.raw(json.bytes(), members.start(), members.end() - members.start());
    } else {
      json.nullValue();
    }
  }
}
