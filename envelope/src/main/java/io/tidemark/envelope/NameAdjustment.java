package io.tidemark.envelope;

/** How names become valid for Avro: {@code field.name.adjustment.mode} and that of schemas. */
public enum NameAdjustment {
  /** Names are what they are in PostgreSQL. */
  NONE,
  /** A character that Avro does not allow becomes an underscore. */
  AVRO,
  /** A character that Avro does not allow becomes its code; so does the underscore. */
  AVRO_UNICODE;

  /** A field's name. */
  String field(String name) {
    return adjust(name, false);
  }

  /** A schema's name, whose parts are separated by dots. */
  String schema(String name) {
    return adjust(name, true);
  }

  private String adjust(String name, boolean dots) {
    if (this == NONE) {
      return name;
    }
    StringBuilder adjusted = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (letter || (digit && (i > 0 || dots)) || (dots && c == '.')) {
        adjusted.append(c);
      } else if (this == AVRO_UNICODE) {
        // Four digits are the least only up to Latin-1, as in Debezium
        adjusted.append(c <= 0xff ? "_u00%02x".formatted((int) c) : "_u%x".formatted((int) c));
      } else {
        adjusted.append(digit ? "_" + c : "_");
      }
    }
    return adjusted.toString();
  }
}
