package io.tidemark.system;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;

@Tag("slow")
@EnabledIf("io.tidemark.system.ContainerServers#available")
class ContainerPipeTest extends PipeContract {

  ContainerPipeTest() {
    super(new ContainerServers());
  }
}
