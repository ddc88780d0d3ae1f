package io.tidemark.system;

import org.junit.jupiter.api.Tag;

@Tag("slow")
class EmbeddedPipeTest extends PipeContract {

  EmbeddedPipeTest() {
    super(new EmbeddedServers());
  }
}
