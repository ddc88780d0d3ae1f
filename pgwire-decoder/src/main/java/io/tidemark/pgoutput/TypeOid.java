package io.tidemark.pgoutput;

/**
 * OIDs of built-in types, fixed since PostgreSQL 8.
 *
 * @see <a
 *     href="https://github.com/postgres/postgres/blob/master/src/include/catalog/pg_type.dat">pg_type.dat</a>
 */
final class TypeOid {
  static final int BOOL = 16;
  static final int BYTEA = 17;
  static final int CHAR = 18;
  static final int NAME = 19;
  static final int INT8 = 20;
  static final int INT2 = 21;
  static final int INT4 = 23;
  static final int TEXT = 25;
  static final int OID = 26;
  static final int XID = 28;
  static final int CID = 29;
  static final int JSON = 114;
  static final int XML = 142;
  static final int FLOAT4 = 700;
  static final int FLOAT8 = 701;
  static final int UNKNOWN = 705;
  static final int BOX_ARRAY = 1020;
  static final int BPCHAR = 1042;
  static final int VARCHAR = 1043;
  static final int DATE = 1082;
  static final int TIME = 1083;
  static final int TIMESTAMP = 1114;
  static final int TIMESTAMPTZ = 1184;
  static final int INTERVAL = 1186;
  static final int TIMETZ = 1266;
  static final int NUMERIC = 1700;
  static final int UUID = 2950;
  static final int JSONB = 3802;

  /** The first OID that is not a built-in's: domains, enums, extensions. */
  private static final int FIRST_NORMAL = 16_384;

  private TypeOid() {}

  /** True when the type says nothing: unknown, or one that the catalog knows and we do not. */
  static boolean isOpen(int typeOid) {
    return typeOid == 0 || Integer.compareUnsigned(typeOid, FIRST_NORMAL) >= 0;
  }

  /** Refuses a column of another built-in type; others are taken at the caller's word. */
  static void require(int typeOid, Tuple tuple, int column, String expected) {
    int found = tuple.typeOid(column);
    if (found != typeOid && !isOpen(found)) {
      throw ColumnValueException.unreadable(tuple, column, expected);
    }
  }

  /** The type of a built-in array type's elements; 0 for any other type. */
  static int elementOf(int arrayOid) {
    return switch (arrayOid) {
      case 143 -> XML;
      case 199 -> JSON;
      case 1000 -> BOOL;
      case 1001 -> BYTEA;
      case 1002 -> CHAR;
      case 1003 -> NAME;
      case 1005 -> INT2;
      case 1007 -> INT4;
      case 1009 -> TEXT;
      case 1011 -> XID;
      case 1012 -> CID;
      case 1014 -> BPCHAR;
      case 1015 -> VARCHAR;
      case 1016 -> INT8;
      case 1021 -> FLOAT4;
      case 1022 -> FLOAT8;
      case 1028 -> OID;
      case 1115 -> TIMESTAMP;
      case 1182 -> DATE;
      case 1183 -> TIME;
      case 1185 -> TIMESTAMPTZ;
      case 1187 -> INTERVAL;
      case 1231 -> NUMERIC;
      case 1270 -> TIMETZ;
      case 2951 -> UUID;
      case 3807 -> JSONB;
      default -> 0;
    };
  }
}
