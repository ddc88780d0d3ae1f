package io.tidemark.envelope.type;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/**
 * The settings that change how values look. Immutable and thread-safe; names, defaults and meanings
 * are Debezium's.
 *
 * @param decimals {@code decimal.handling.mode}
 * @param times {@code time.precision.mode}
 * @param intervals {@code interval.handling.mode}
 * @param binaries {@code binary.handling.mode}
 * @param hstores {@code hstore.handling.mode}
 * @param moneyFractionDigits {@code money.fraction.digits}
 * @param includeUnknown {@code include.unknown.datatypes}
 * @param unavailableValue {@code unavailable.value.placeholder}, with {@code hex:} in front for
 *     bytes
 * @param numericDecimals {@code decimal.format=NUMERIC} of the JSON converter: precise decimals as
 *     JSON numbers
 * @param custom families of types that come before the built-in ones
 */
public record TypeConfig(
    DecimalHandling decimals,
    TimePrecision times,
    IntervalHandling intervals,
    BinaryHandling binaries,
    HstoreHandling hstores,
    int moneyFractionDigits,
    boolean includeUnknown,
    String unavailableValue,
    boolean numericDecimals,
    List<TypeFamily> custom) {

  /** The placeholder unless {@code unavailable.value.placeholder} says otherwise. */
  public static final String DEFAULT_UNAVAILABLE_VALUE = "__debezium_unavailable_value";

  private static final String HEX_PREFIX = "hex:";

  /** Checks the ranges. */
  public TypeConfig {
    custom = List.copyOf(custom);
    if (moneyFractionDigits < 0) {
      throw new IllegalArgumentException(
          "money.fraction.digits: expected 0 or more, found " + moneyFractionDigits);
    }
  }

  /** {@code decimal.handling.mode}. */
  public enum DecimalHandling {
    PRECISE,
    STRING,
    DOUBLE
  }

  /** {@code time.precision.mode}. */
  public enum TimePrecision {
    ADAPTIVE,
    ADAPTIVE_TIME_MICROSECONDS,
    CONNECT,
    ISOSTRING,
    MICROSECONDS,
    NANOSECONDS
  }

  /** {@code interval.handling.mode}. */
  public enum IntervalHandling {
    NUMERIC,
    STRING
  }

  /** {@code binary.handling.mode}. */
  public enum BinaryHandling {
    BYTES,
    BASE64,
    BASE64_URL_SAFE,
    HEX;

    /** Debezium's word has hyphens. */
    @Override
    public String toString() {
      return name().replace('_', '-');
    }
  }

  /** {@code hstore.handling.mode}. */
  public enum HstoreHandling {
    JSON,
    MAP
  }

  /** Debezium's defaults. */
  public static TypeConfig defaults() {
    return builder().build();
  }

  /** A builder that starts at Debezium's defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** A builder that starts here. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.decimals = decimals;
    builder.times = times;
    builder.intervals = intervals;
    builder.binaries = binaries;
    builder.hstores = hstores;
    builder.moneyFractionDigits = moneyFractionDigits;
    builder.includeUnknown = includeUnknown;
    builder.unavailableValue = unavailableValue;
    builder.numericDecimals = numericDecimals;
    builder.custom = custom;
    return builder;
  }

  /** The placeholder's bytes. */
  byte[] unavailableBytes() {
    return unavailableValue.startsWith(HEX_PREFIX)
        ? HexFormat.of().parseHex(unavailableValue.substring(HEX_PREFIX.length()))
        : unavailableValue.getBytes(StandardCharsets.UTF_8);
  }

  /** The placeholder as text; bytes that are not UTF-8 become U+FFFD. */
  String unavailableText() {
    return new String(unavailableBytes(), StandardCharsets.UTF_8);
  }

  /** Collects settings. Belongs to one thread. */
  public static final class Builder {
    private DecimalHandling decimals = DecimalHandling.PRECISE;
    private TimePrecision times = TimePrecision.ADAPTIVE;
    private IntervalHandling intervals = IntervalHandling.NUMERIC;
    private BinaryHandling binaries = BinaryHandling.BYTES;
    private HstoreHandling hstores = HstoreHandling.JSON;
    private int moneyFractionDigits = 2;
    private boolean includeUnknown;
    private String unavailableValue = DEFAULT_UNAVAILABLE_VALUE;
    private boolean numericDecimals;
    private List<TypeFamily> custom = List.of();

    private Builder() {}

    /** {@code decimal.handling.mode}. */
    public Builder decimals(DecimalHandling mode) {
      decimals = mode;
      return this;
    }

    /** {@code time.precision.mode}. */
    public Builder times(TimePrecision mode) {
      times = mode;
      return this;
    }

    /** {@code interval.handling.mode}. */
    public Builder intervals(IntervalHandling mode) {
      intervals = mode;
      return this;
    }

    /** {@code binary.handling.mode}. */
    public Builder binaries(BinaryHandling mode) {
      binaries = mode;
      return this;
    }

    /** {@code hstore.handling.mode}. */
    public Builder hstores(HstoreHandling mode) {
      hstores = mode;
      return this;
    }

    /** {@code money.fraction.digits}. */
    public Builder moneyFractionDigits(int digits) {
      moneyFractionDigits = digits;
      return this;
    }

    /** {@code include.unknown.datatypes}. */
    public Builder includeUnknown(boolean include) {
      includeUnknown = include;
      return this;
    }

    /** {@code unavailable.value.placeholder}. */
    public Builder unavailableValue(String placeholder) {
      unavailableValue = placeholder;
      return this;
    }

    /** {@code decimal.format=NUMERIC}. */
    public Builder numericDecimals(boolean numeric) {
      numericDecimals = numeric;
      return this;
    }

    /** Families of types that come before the built-in ones. */
    public Builder custom(List<TypeFamily> families) {
      custom = families;
      return this;
    }

    /** Checks and freezes. */
    public TypeConfig build() {
      return new TypeConfig(
          decimals,
          times,
          intervals,
          binaries,
          hstores,
          moneyFractionDigits,
          includeUnknown,
          unavailableValue,
          numericDecimals,
          custom);
    }
  }
}
