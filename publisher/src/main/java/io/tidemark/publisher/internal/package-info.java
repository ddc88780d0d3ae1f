/** What several packages of the publisher share and nobody else should use. Not API. */
@NullMarked
package io.tidemark.publisher.internal;

import org.jspecify.annotations.NullMarked;
