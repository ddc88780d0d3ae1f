package io.tidemark.envelope;

/**
 * A record header. Immutable by contract: nobody writes to {@code value}, which many events share.
 *
 * @param name such as {@code __debezium.newkey}
 * @param value JSON, UTF-8
 */
@SuppressWarnings("ArrayRecordComponent") // shared by reference on the hot path; never compared
public record Header(String name, byte[] value) {}
