/**
 * Decodes the messages of PostgreSQL's {@code pgoutput} plugin: bytes in, handler calls out.
 * Nothing here does I/O, reads a clock or logs.
 *
 * <p>Start reading at {@link io.tidemark.pgoutput.PgOutputDecoder}, the only decoder, and at {@link
 * io.tidemark.pgoutput.PgOutputHandler}, which it calls once per message. {@link
 * io.tidemark.pgoutput.PgOutputMessage} is the same set of messages as records.
 *
 * @see <a
 *     href="https://www.postgresql.org/docs/current/protocol-logicalrep-message-formats.html">Logical
 *     Replication Message Formats</a>
 */
@NullMarked
package io.tidemark.pgoutput;

import org.jspecify.annotations.NullMarked;
