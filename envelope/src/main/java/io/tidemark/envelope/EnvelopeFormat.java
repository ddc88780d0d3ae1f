package io.tidemark.envelope;

import java.util.List;
import java.util.Locale;

/** What the value of a table's record holds. Immutable and thread-safe. */
public sealed interface EnvelopeFormat {

  /** Both images, source and operation, as Debezium's connector emits them. */
  record Full() implements EnvelopeFormat {}

  /**
   * The row alone, as the transform {@code io.debezium.transforms.ExtractNewRecordState} leaves it:
   * {@code after}, with fields of the envelope added to it. Truncations have no record; records
   * that are not about rows stay as they are.
   *
   * @param deletes {@code delete.tombstone.handling.mode}
   * @param fields {@code add.fields}, in order
   * @param headers {@code add.headers}, in order
   * @param routeByField {@code route.by.field}: the text column that names a row's topic; empty for
   *     none
   */
  record Flattened(
      DeleteHandling deletes,
      List<AddedField> fields,
      List<AddedField> headers,
      String routeByField)
      implements EnvelopeFormat {

    /** Copies the lists. */
    public Flattened {
      fields = List.copyOf(fields);
      headers = List.copyOf(headers);
    }

    /** Whether each value tells in {@code __deleted} if it is of a row that is gone. */
    boolean rewrites() {
      return deletes == DeleteHandling.REWRITE || deletes == DeleteHandling.REWRITE_WITH_TOMBSTONE;
    }
  }

  /** {@code delete.tombstone.handling.mode}: which records of a delete there are. */
  enum DeleteHandling {
    /** None. */
    DROP,
    /** A tombstone. */
    TOMBSTONE,
    /** The old row with {@code "__deleted":"true"}. */
    REWRITE,
    /** That, and a tombstone. */
    REWRITE_WITH_TOMBSTONE,
    /** A tombstone. */
    DELETE_TO_TOMBSTONE;

    /** Debezium's word has hyphens. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * A part of the envelope that is added to the row or to the headers.
   *
   * @param struct {@code source} or {@code transaction}; empty for a part of the envelope itself
   * @param field the part's name there, such as {@code lsn}
   * @param name its new name, such as {@code __source_lsn}
   */
  record AddedField(String struct, String field, String name) {

    /** Checks that envelopes have it. */
    public AddedField {
      if (EnvelopeSchemas.part(struct, field).isEmpty()) {
        throw new IllegalArgumentException(
            "expected op, ts_ms, ts_us, ts_ns, or a field of source or transaction; found "
                + (struct.isEmpty() ? field : struct + "." + field));
      }
    }
  }
}
