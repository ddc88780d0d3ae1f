package io.tidemark.envelope.golden;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads JSON strictly: duplicate fields and trailing text are errors, numbers lose nothing. */
final class Json {
  private static final int LONGEST = 100_000_000;
  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      // Longer values than Jackson takes from strangers: TOASTed texts
                      StreamReadConstraints.builder()
                          .maxNumberLength(LONGEST)
                          .maxStringLength(LONGEST)
                          .build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private Json() {}

  static JsonNode parse(String json) throws IOException {
    return MAPPER.readTree(json);
  }

  /** A record's key or value; none is null. */
  static JsonNode parse(byte @Nullable [] json) throws IOException {
    return json == null ? NullNode.instance : MAPPER.readTree(json);
  }

  static List<JsonNode> parseLines(String lines) throws IOException {
    List<JsonNode> nodes = new ArrayList<>();
    for (String line : lines.split("\n", -1)) {
      if (!line.isBlank()) {
        nodes.add(parse(line));
      }
    }
    return nodes;
  }
}
