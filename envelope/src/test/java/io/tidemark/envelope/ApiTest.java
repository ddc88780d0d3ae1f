package io.tidemark.envelope;

import io.tidemark.testing.ApiListing;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ApiTest {
  @Test
  void isTheReviewedOne() throws IOException {
    ApiListing.check(EnvelopeEncoder.class, Path.of("api.txt"));
  }
}
