/** Tests of how values look. */
@NullMarked
package io.tidemark.envelope.type;

import org.jspecify.annotations.NullMarked;
