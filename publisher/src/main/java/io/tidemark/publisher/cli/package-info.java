/**
 * The command line: {@code java -jar tidemark.jar run --config tidemark.properties}.
 *
 * <p>Start reading at {@code Tidemark}, which names the commands and the exit codes.
 */
@NullMarked
package io.tidemark.publisher.cli;

import org.jspecify.annotations.NullMarked;
