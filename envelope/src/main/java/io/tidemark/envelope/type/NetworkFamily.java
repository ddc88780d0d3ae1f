package io.tidemark.envelope.type;

import org.jspecify.annotations.Nullable;

/** {@code inet}, {@code cidr}, {@code macaddr} and {@code macaddr8}: their text. */
final class NetworkFamily implements TypeFamily {

  @Override
  public @Nullable Encoding encoding(TypeUse use) {
    boolean known = use.is("inet") || use.is("cidr") || use.is("macaddr") || use.is("macaddr8");
    return known ? Encoding.fixed(ConnectSchema.of("string"), OutputEncoder.of(use), "\"\"") : null;
  }
}
