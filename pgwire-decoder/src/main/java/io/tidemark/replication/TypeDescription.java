package io.tidemark.replication;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A data type as {@code pg_type} describes it. Immutable and thread-safe.
 *
 * @param oid OID of {@code pg_type}, unsigned; differs between databases for types that are not
 *     built in
 * @param namespace the schema
 * @param name as in {@code pg_type.typname}: {@code int4}, {@code _int4}, {@code hstore}
 * @param kind what {@link #element}, {@link #baseType} and {@link #labels} mean
 * @param element an array's element type, a range's subtype, or a multirange's range
 * @param baseType what a domain is over; may be a domain itself
 * @param baseTypeModifier the modifier that a domain gives to its base type, -1 for none
 * @param notNull true for a domain that is declared NOT NULL
 * @param labels an enum's labels in their sort order
 * @param attributes the types of a composite's attributes, in their order
 * @param delimiter {@code pg_type.typdelim}: between the elements in the text of an array of these
 */
public record TypeDescription(
    int oid,
    String namespace,
    String name,
    Kind kind,
    @Nullable TypeDescription element,
    @Nullable TypeDescription baseType,
    int baseTypeModifier,
    boolean notNull,
    List<String> labels,
    List<TypeDescription> attributes,
    char delimiter) {

  /** Copies the lists. */
  public TypeDescription {
    labels = List.copyOf(labels);
    attributes = List.copyOf(attributes);
  }

  /** The kinds of {@code pg_type.typtype}, with arrays told apart from their base types. */
  public enum Kind {
    ARRAY,
    BASE,
    COMPOSITE,
    DOMAIN,
    ENUM,
    MULTIRANGE,
    PSEUDO,
    RANGE
  }

  /** A built-in type that is made of no other. */
  public static TypeDescription base(int oid, String name) {
    char delimiter = name.equals("box") ? ';' : ',';
    return new TypeDescription(
        oid, "pg_catalog", name, Kind.BASE, null, null, -1, false, List.of(), List.of(), delimiter);
  }

  /** The array type of an element type. */
  public static TypeDescription array(int oid, String name, TypeDescription element) {
    return new TypeDescription(
        oid, "pg_catalog", name, Kind.ARRAY, element, null, -1, false, List.of(), List.of(), ',');
  }

  /** {@code namespace.name}, without the schema for built-in types. */
  @Override
  public String toString() {
    return namespace.equals("pg_catalog") ? name : namespace + "." + name;
  }
}
