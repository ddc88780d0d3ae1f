package io.tidemark.envelope;

import io.tidemark.envelope.EnvelopeSetting.Section;
import io.tidemark.envelope.type.TypeConfig;
import io.tidemark.envelope.type.TypeConfig.BinaryHandling;
import io.tidemark.envelope.type.TypeConfig.DecimalHandling;
import io.tidemark.envelope.type.TypeConfig.HstoreHandling;
import io.tidemark.envelope.type.TypeConfig.IntervalHandling;
import io.tidemark.envelope.type.TypeConfig.TimePrecision;

/** Reads the settings that change how values look. */
final class ValueProperties {

  /** The converter's {@code decimal.format}. */
  private enum DecimalFormat {
    BASE64,
    NUMERIC
  }

  private ValueProperties() {}

  static TypeConfig read(PropertyReader reader) {
    reader.section(Section.VALUES);
    return TypeConfig.builder()
        .decimals(
            reader.choice(
                "decimal.handling.mode",
                DecimalHandling.PRECISE,
                "`numeric` and `money`: bytes in base64, text, or a number that may lose digits."))
        .times(
            reader.choice(
                "time.precision.mode",
                TimePrecision.ADAPTIVE,
                "Unit of `date`, `time` and `timestamp`."))
        .intervals(reader.choice("interval.handling.mode", IntervalHandling.NUMERIC, "`interval`."))
        .binaries(reader.choice("binary.handling.mode", BinaryHandling.BYTES, "`bytea`."))
        .hstores(reader.choice("hstore.handling.mode", HstoreHandling.JSON, "`hstore`."))
        .moneyFractionDigits(reader.number("money.fraction.digits", 2, "Scale of `money`."))
        .includeUnknown(
            reader.flag(
                "include.unknown.datatypes",
                false,
                "Whether columns of a type without a mapping appear, as bytes of their text."))
        .unavailableValue(
            reader.text(
                "unavailable.value.placeholder",
                TypeConfig.DEFAULT_UNAVAILABLE_VALUE,
                "Stands for a TOASTed value that an update left as it was; `hex:` in front of bytes."))
        .numericDecimals(
            numeric(
                reader, "value.converter.", "`numeric` writes precise decimals as JSON numbers."))
        .build();
  }

  /** Whether a converter's {@code decimal.format} is {@code NUMERIC}. */
  static boolean numeric(PropertyReader reader, String converter, String doc) {
    return reader.choice(converter + "decimal.format", DecimalFormat.BASE64, doc)
        == DecimalFormat.NUMERIC;
  }
}
