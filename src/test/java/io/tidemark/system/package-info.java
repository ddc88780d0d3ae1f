/**
 * The whole pipe on real servers: what consumers read is compared with what the database says.
 *
 * <p>Start reading at {@code PipeContract}, the suite that runs on each kind of servers.
 */
@NullMarked
package io.tidemark.system;

import org.jspecify.annotations.NullMarked;
