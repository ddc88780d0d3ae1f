package io.tidemark.publisher.snapshot;

import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Reads and writes signals and progress. Made when it is first needed: its classes take a tenth of
 * a second to load, and most starts need none of them.
 */
final class Json {
  static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}
}
