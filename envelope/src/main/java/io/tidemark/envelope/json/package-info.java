/**
 * Writes JSON as UTF-8 bytes into one growing array, without a String or any other object in
 * between.
 *
 * <p>Strings come out exactly as Jackson writes them, so that the bytes equal Debezium's.
 */
@NullMarked
package io.tidemark.envelope.json;

import org.jspecify.annotations.NullMarked;
