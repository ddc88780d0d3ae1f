/**
 * The socket that PgJDBC reads a replication stream through. Not API: exported to PgJDBC only,
 * which makes {@link io.tidemark.replication.internal.GulpSocketFactory} by its class name.
 */
@NullMarked
package io.tidemark.replication.internal;

import org.jspecify.annotations.NullMarked;
