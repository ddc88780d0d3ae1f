package io.tidemark.publisher.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.envelope.Envelope;
import io.tidemark.envelope.Header;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One event as one line: {@code {"topic":…,"key":…,"value":…,"headers":{…},"position":…}}. */
final class JsonLine {

  private JsonLine() {}

  static String of(Envelope envelope) {
    // Topics and positions hold nothing to escape, the rest is JSON already
    return "{\"topic\":\"%s\",\"key\":%s,\"value\":%s,\"headers\":%s,\"position\":\"%s\"}"
        .formatted(
            envelope.topic(),
            json(envelope.key()),
            json(envelope.value()),
            headers(envelope.headers()),
            envelope.position());
  }

  private static String headers(List<Header> headers) {
    return headers.stream()
        .map(header -> "\"" + header.name() + "\":" + json(header.value()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String json(byte @Nullable [] json) {
    return json == null ? "null" : new String(json, UTF_8);
  }
}
