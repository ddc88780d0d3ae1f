/**
 * A real PostgreSQL, a real Kafka broker, the publisher between them and a small shop at work: one
 * command shows the pipe and proves that no row was lost. Start reading at {@link
 * io.tidemark.examples.quickstart.Quickstart}.
 */
@NullMarked
package io.tidemark.examples.quickstart;

import org.jspecify.annotations.NullMarked;
