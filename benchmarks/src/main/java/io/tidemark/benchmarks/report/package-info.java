/** Turns measurements into the tables of benchmarks/README.md. */
@NullMarked
package io.tidemark.benchmarks.report;

import org.jspecify.annotations.NullMarked;
