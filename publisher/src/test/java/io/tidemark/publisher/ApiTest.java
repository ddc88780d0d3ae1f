package io.tidemark.publisher;

import io.tidemark.testing.ApiListing;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ApiTest {
  @Test
  void isTheReviewedOne() throws IOException {
    ApiListing.check(Publisher.class, Path.of("api.txt"));
  }
}
