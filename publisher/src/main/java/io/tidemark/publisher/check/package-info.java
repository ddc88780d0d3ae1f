/**
 * Looks at PostgreSQL and at the brokers before anything is started: each condition of a run, with
 * the exact SQL or setting that fixes it.
 *
 * <p>Start reading at {@code Checks}, which asks all of them.
 */
@NullMarked
package io.tidemark.publisher.check;

import org.jspecify.annotations.NullMarked;
