/**
 * The golden corpus: what Debezium emitted for some hundred small workloads, compared with what
 * this library emits for the same SQL. Start reading at {@link
 * io.tidemark.envelope.golden.GoldenCorpusTest}.
 */
@NullMarked
package io.tidemark.envelope.golden;

import org.jspecify.annotations.NullMarked;
