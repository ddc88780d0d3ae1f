package io.tidemark.benchmarks.pipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

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
    run(
        "drain",
        "--loads=narrow",
        "--systems=raw,blocking,recvlogical,stream,publisher,debezium",
        "--rounds=1",
        TINY);

    JsonNode runs = json("drain.json").get("runs");
    assertThat(runs.findValuesAsText("system"))
        .contains("RAW", "BLOCKING", "STREAM", "PUBLISHER", "DEBEZIUM");
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

  @Test
  void everyTransactionOfASteadyLoadIsTimed() throws Exception {
    run("latency", "--systems=publisher", "--rates=200", "--warm-up=0", "--seconds=2");

    JsonNode latency = json("latency.json").get("runs").get(0);
    assertThat(latency.get("p50.0FromDueMillis").asDouble())
        .isPositive()
        .isGreaterThanOrEqualTo(latency.get("p50.0Millis").asDouble());
    requireXml("latency-200.svg");
  }

  @Test
  void theOtherCurvesAreDrawn() throws Exception {
    run("memory", "--heaps=64", "--rounds=1", "--transaction=0", TINY);
    run("scale", "--dimensions=transaction", "--limit=1", TINY);

    requireXml("memory.svg");
    requireXml("scale-transaction.svg");
    assertThat(json("scale.json").at("/costs/TRANSACTION").findValuesAsText("value"))
        .containsExactly("1");
  }

  @Test
  void severalSlotsTogetherBringEveryRow() throws Exception {
    run("slots", "--rounds=1", "--most=2", "--systems=raw", TINY);

    JsonNode totals = json("slots.json").get("totals");
    assertThat(totals.findValuesAsText("split"))
        .containsExactly("TABLES", "TABLES", "ROWS", "ROWS");
    assertThat(totals)
        .allSatisfy(total -> assertThat(total.at("/rowsPerSecond/0").asDouble()).isPositive());
    requireXml("slots.svg");
  }

  @Test
  void theRunnableJarIsStarted() throws Exception {
    Path jar = Path.of("..", "publisher", "target", "tidemark.jar");
    assumeThat(jar).as("packaged before").exists();
    run("first-event", "--rounds=1", "--jars=" + jar);

    assertThat(json("first-event.json").at("/starts").findValues("seconds"))
        .singleElement()
        .satisfies(seconds -> assertThat(seconds.asDouble()).isPositive());
  }

  @Test
  void systemsTakeTheSameSnapshot() throws Exception {
    run("snapshot", "--rounds=1", "--systems=COPY,SNAPSHOT,DEBEZIUM", TINY);

    assertThat(json("snapshot.json").get("runs").properties())
        .extracting(runs -> runs.getKey())
        .containsExactlyInAnyOrder("COPY", "SNAPSHOT", "DEBEZIUM");
    assertThat(json("snapshot.json").get("runs"))
        .allSatisfy(runs -> assertThat(runs.at("/0/rowsPerSecond").asDouble()).isPositive());
    assertThat(results.resolve("snapshot.md")).content().contains("of COPY", "× Debezium");
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
