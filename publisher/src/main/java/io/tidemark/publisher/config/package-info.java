/**
 * Settings by their Debezium names: {@code PublisherConfig} checks a properties file or a
 * connector's JSON whole before anything is started.
 *
 * <p>Start reading at {@code Settings}, the one table that the code reads and docs/settings.md is
 * generated from.
 */
@NullMarked
package io.tidemark.publisher.config;

import org.jspecify.annotations.NullMarked;
