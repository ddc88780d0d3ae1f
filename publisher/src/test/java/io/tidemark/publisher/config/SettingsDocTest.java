package io.tidemark.publisher.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.envelope.DebeziumProperties;
import io.tidemark.envelope.EnvelopeSetting;
import io.tidemark.publisher.config.Setting.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * docs/settings.md is what {@link Settings} and {@link DebeziumProperties} say. After a change
 * there, run this test with -Dtidemark.update, and commit the file.
 */
class SettingsDocTest {
  private static final Path PAGE = Path.of("..", "docs", "settings.md");

  @Test
  void pageIsTheTable() throws IOException {
    String page = page();
    if (System.getProperty("tidemark.update") != null) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE)
        .as("docs/settings.md is stale: run this test with -Dtidemark.update")
        .hasContent(page);
  }

  private static String page() {
    StringBuilder page = new StringBuilder(INTRODUCTION);
    for (Section section : EnumSet.range(Section.CONNECTION, Section.SNAPSHOT)) {
      page.append(table(section));
    }
    for (EnvelopeSetting.Section section : EnvelopeSetting.Section.values()) {
      page.append(table(section));
    }
    for (Section section : EnumSet.range(Section.DELIVERY, Section.CONNECT)) {
      page.append(table(section));
    }
    return page.append(PREFIXES).toString();
  }

  private static String table(Section section) {
    return Settings.all().stream()
        .filter(setting -> setting.section() == section)
        .map(
            setting ->
                row(setting.name(), setting.type().expected(), setting.preset(), setting.doc()))
        .collect(Collectors.joining("", heading(section.title()), ""));
  }

  private static String table(EnvelopeSetting.Section section) {
    return DebeziumProperties.settings().stream()
        .filter(setting -> setting.section() == section)
        .map(setting -> row(setting.name(), setting.expected(), setting.preset(), setting.doc()))
        .collect(Collectors.joining("", heading(section.title()), ""));
  }

  private static String heading(String title) {
    return "\n## " + title + "\n\n| setting | value | default | meaning |\n|---|---|---|---|\n";
  }

  private static String row(String name, String expected, @Nullable String preset, String doc) {
    String shown = preset == null ? "**required**" : preset.isEmpty() ? "none" : "`" + preset + "`";
    return "| `%s` | %s | %s | %s |\n".formatted(name, expected, shown, doc);
  }

  private static final String INTRODUCTION =
      """
      # Settings

      Names and meanings are those of Debezium's PostgreSQL connector; where a default differs, the row says so. A
      name that is not here is an error at start, with the nearest name, or with what to do instead where Debezium has
      such a setting and the publisher has not.

      Give them in a `.properties` file, in the JSON that a connector is registered with in Kafka Connect, or one by
      one with `--set`. In any value `${env:NAME}` stands for an environment variable, `${file:PATH}` for the text of a
      file, and, as with the providers of Kafka Connect, `${file:PATH:KEY}` for a value of a `.properties` file and
      `${dir:PATH:NAME}` for the text of a file in a directory: no secret has to be in the configuration or among the
      arguments of the process.

      This page is generated from the tables that the publisher itself reads.
      """;

  private static final String PREFIXES =
      """

      ## Passed on

      | prefix | to |
      |---|---|
      | `producer.` | the Kafka producer; `producer.bootstrap.servers` is required. \
      What would lose or reorder events (`acks` other than `all`, `enable.idempotence=false`, more than \
      5 requests in flight, `retries=0`) is refused unless `--allow-unsafe-producer` is given |
      | `producer.override.` | the same, as Kafka Connect has it; wins over `producer.` |
      | `topic.creation.` | topics that do not exist yet: `topic.creation.default.*`, \
      `topic.creation.groups` and `topic.creation.<group>.*`, with `include`, `exclude`, `partitions`, \
      `replication.factor` and any setting of a topic, as in Kafka Connect |
      | `driver.` | PgJDBC's connection properties |
      """;
}
