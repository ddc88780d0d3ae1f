package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;
import io.tidemark.replication.TypeDescription;
import io.tidemark.replication.TypeDescription.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the encoding of a type: the first family that knows it. Immutable; safe for use by several
 * threads.
 */
public final class TypeEncodings {
  private static final List<TypeFamily> BUILT_IN =
      List.of(
          new IntegerFamily(),
          new FloatFamily(),
          new BooleanFamily(),
          new NumericFamily(),
          new TextFamily(),
          new ByteaFamily(),
          new UuidFamily(),
          new DateFamily(),
          new TimeFamily(),
          new TimestampFamily(),
          new TimestampTzFamily(),
          new IntervalFamily(),
          new MoneyFamily(),
          new BitFamily(),
          new NetworkFamily(),
          new RangeFamily(),
          new PointFamily(),
          new HstoreFamily(),
          new PgVectorFamily(),
          new PostgisFamily(),
          new VectorFamily(),
          new ArrayFamily(),
          new UnknownFamily());

  private final TypeConfig config;
  private final List<TypeFamily> families;

  /** The encodings under these modes. */
  public TypeEncodings(TypeConfig config) {
    this.config = config;
    families = new ArrayList<>(config.custom());
    families.addAll(BUILT_IN);
  }

  /**
   * The encoding of a column or element; null for a type that Debezium calls unknown, whose columns
   * are left out.
   *
   * @param type may be a domain
   * @param typeModifier as {@code atttypmod}, -1 for none
   */
  public @Nullable Encoding find(TypeDescription type, int typeModifier) {
    TypeDescription base = type;
    int modifier = typeModifier;
    while (base.kind() == Kind.DOMAIN && base.baseType() != null) {
      modifier = base.baseTypeModifier();
      base = base.baseType();
    }
    TypeUse use = new TypeUse(base, modifier, config, this);
    for (TypeFamily family : families) {
      Encoding encoding = family.encoding(use);
      if (encoding != null) {
        return encoding;
      }
    }
    return null;
  }

  /** A Java string as JSON text. */
  static String quoted(String text) {
    return new JsonBuffer().string(text).toString();
  }
}
