/**
 * The programs that drain a slot, each in a JVM of its own so that its CPU time, memory and warm-up
 * are its own. Start reading at {@code ClientMain}, which says how the harness talks to them.
 */
@NullMarked
package io.tidemark.benchmarks.pipe.client;

import org.jspecify.annotations.NullMarked;
