package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;
import io.tidemark.replication.TypeDescription;
import org.jspecify.annotations.Nullable;

/** Finds the text output of a type, as far down as it is made of others. */
final class TypeOutputs {
  /** PostgreSQL's infinite and undefined sizes aside, what nobody knows is shown as its bytes. */
  private static final TypeOutput UNKNOWN =
      (source, offset, length, text) -> text.raw('\\').raw('x').hex(source, offset, length);

  private TypeOutputs() {}

  static TypeOutput of(@Nullable TypeDescription type) {
    if (type == null) {
      return UNKNOWN;
    }
    return switch (type.kind()) {
      case ARRAY -> new ArrayOutput(of(type.element()), delimiter(type.element()));
      case COMPOSITE -> new RecordOutput(type.attributes().stream().map(TypeOutputs::of).toList());
      case DOMAIN -> of(type.baseType());
      case ENUM -> TypeOutput.COPY;
      case MULTIRANGE -> new MultirangeOutput(of(type.element()));
      case RANGE -> new RangeOutput(of(type.element()));
      case BASE, PSEUDO ->
          type.namespace().equals("pg_catalog") ? builtIn(type.name()) : extension(type.name());
    };
  }

  private static char delimiter(@Nullable TypeDescription element) {
    return element == null ? ',' : element.delimiter();
  }

  private static TypeOutput builtIn(String name) {
    return switch (name) {
      case "json", "name", "refcursor", "text", "unknown", "varchar", "bpchar", "xml", "cstring" ->
          TypeOutput.COPY;
      case "jsonb", "jsonpath" -> new VersionedOutput(name);
      case "bool", "bytea", "char", "uuid", "macaddr", "macaddr8" -> PlainOutputs.of(name);
      case "int2", "int4", "int8", "money", "float4", "float8", "numeric" -> NumberOutputs.of(name);
      case "oid", "xid", "cid", "xid8", "tid", "pg_lsn", "pg_snapshot", "txid_snapshot" ->
          SystemOutputs.of(name);
      case "regclass",
          "regcollation",
          "regconfig",
          "regdictionary",
          "regnamespace",
          "regoper",
          "regoperator",
          "regproc",
          "regprocedure",
          "regrole",
          "regtype" ->
          SystemOutputs.of("oid");
      case "date", "time", "timetz", "timestamp", "timestamptz" -> new DateTimeOutput(name);
      case "interval" -> new IntervalOutput();
      case "bit", "varbit" -> new BitOutput();
      case "inet", "cidr" -> new NetworkOutput(name);
      case "point", "line", "lseg", "box", "path", "polygon", "circle" ->
          GeometricOutput.of(name, NumberOutputs::float8);
      case "tsvector" -> new TsVectorOutput();
      case "tsquery" -> new TsQueryOutput();
      case "int2vector" -> new VectorOutput(NumberOutputs.of("int2"));
      case "oidvector" -> new VectorOutput(SystemOutputs.of("oid"));
      default -> UNKNOWN;
    };
  }

  private static TypeOutput extension(String name) {
    return switch (name) {
      case "citext" -> TypeOutput.COPY;
      case "ltree", "lquery", "ltxtquery" -> new VersionedOutput(name);
      case "hstore" -> new HstoreOutput();
      case "cube" -> new CubeOutput();
      case "lo" -> SystemOutputs.of("oid");
      case "vector" -> FloatVectorOutput.single();
      case "halfvec" -> FloatVectorOutput.half();
      case "sparsevec" -> new SparseVectorOutput();
      default -> UNKNOWN;
    };
  }

  /** Appends ASCII text. */
  static void ascii(String constant, JsonBuffer text) {
    for (int i = 0; i < constant.length(); i++) {
      text.raw(constant.charAt(i));
    }
  }
}
