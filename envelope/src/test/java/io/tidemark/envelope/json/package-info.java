/** Tests of the JSON bytes. */
@NullMarked
package io.tidemark.envelope.json;

import org.jspecify.annotations.NullMarked;
