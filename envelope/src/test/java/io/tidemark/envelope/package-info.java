/** Tests of envelopes. */
@NullMarked
package io.tidemark.envelope;

import org.jspecify.annotations.NullMarked;
