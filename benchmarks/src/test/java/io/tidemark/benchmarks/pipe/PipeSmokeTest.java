package io.tidemark.benchmarks.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs every measurement once with next to no rows: the figures mean nothing. */
@Tag("slow")
final class PipeSmokeTest {
  private static final String TINY = "--scale=0.001";

  @TempDir private Path results;

  @Test
  void everySystemDrainsTheSameBacklog() throws Exception {
    run("drain", "--loads=narrow", "--rounds=1", TINY);

    JsonNode runs = json("drain.json").get("runs");
    assertThat(runs.findValuesAsText("system"))
        .contains("RAW", "BLOCKING", "STREAM", "PUBLISHER", "DEBEZIUM", "DEBEZIUM_DEFAULT");
    assertThat(runs.findValuesAsText("rows")).containsOnly("5000");
    assertThat(runs.findValuesAsText("walsenderCpuSeconds")).doesNotContain("NaN");
    requireXml("drain.svg");
  }

  @Test
  void thePublisherDrainsEveryLoad() throws Exception {
    run("drain", "--loads=single,wide", "--systems=publisher", "--rounds=1", TINY);

    assertThat(json("drain.json").get("runs").findValuesAsText("rows"))
        .containsExactly("1000", "200");
  }

  private void run(String... arguments) {
    String[] all = new String[arguments.length + 1];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--output=" + results;

    assertThat(PipeBenchmark.commandLine().execute(all)).isZero();
  }

  private JsonNode json(String name) throws IOException {
    return new ObjectMapper().readTree(results.resolve(name).toFile());
  }

  private void requireXml(String name) throws Exception {
    assertThat(Files.size(results.resolve(name))).isPositive();
    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(results.resolve(name).toFile());
  }
}
