/**
 * Small programs to copy from, one file each and one for each way of using Tidemark: raw messages,
 * envelopes that are acknowledged by hand, and the whole pipe to a broker, in code or by the
 * configuration of a Debezium connector; and one that gives envelopes topics and values of its own.
 *
 * <p>The build compiles and runs every one of them.
 */
@NullMarked
package io.tidemark.examples;

import org.jspecify.annotations.NullMarked;
