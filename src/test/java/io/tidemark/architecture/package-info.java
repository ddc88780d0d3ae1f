/**
 * The boundaries that the compiler does not check: which package may use which.
 *
 * <p>Start reading at {@code PackageLineTest}.
 */
@NullMarked
package io.tidemark.architecture;

import org.jspecify.annotations.NullMarked;
