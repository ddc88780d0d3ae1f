package io.tidemark.pgoutput;

import io.tidemark.testing.ApiListing;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ApiTest {
  @Test
  void isTheReviewedOne() throws IOException {
    ApiListing.check(PgOutputDecoder.class, Path.of("api.txt"));
  }
}
