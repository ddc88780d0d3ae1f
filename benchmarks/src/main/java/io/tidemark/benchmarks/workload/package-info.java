/**
 * What is measured, for every harness alike: tables, statements, and the frames that PostgreSQL
 * makes of them.
 */
@NullMarked
package io.tidemark.benchmarks.workload;

import org.jspecify.annotations.NullMarked;
