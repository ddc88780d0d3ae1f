/**
 * How each PostgreSQL type becomes JSON: one file for each family of types, found through {@link
 * io.tidemark.envelope.type.TypeEncodings}.
 *
 * <p>A family turns a type into an {@link io.tidemark.envelope.type.Encoding}: the Connect schema,
 * the encoder for text and binary values, and what stands for a value that the stream did not
 * carry. To add a type, write a {@link io.tidemark.envelope.type.TypeFamily} and list it in {@code
 * TypeEncodings}.
 */
@NullMarked
package io.tidemark.envelope.type;

import org.jspecify.annotations.NullMarked;
