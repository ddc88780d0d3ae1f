package io.tidemark.envelope;

import io.tidemark.envelope.EnvelopeSetting.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/** Reads the transforms that route topics, and leaves the others to be read. */
final class RouterProperties {
  private static final Set<String> TYPES =
      Set.of(
          "io.debezium.transforms.ByLogicalTableRouter",
          "io.debezium.transforms.ToLogicalTopicRouter");
  private static final String TRANSFORMS = "transforms";
  private static final String UNIQUENESS = "key.enforce.uniqueness";

  private final PropertyReader reader;
  private final Map<String, String> given;

  private RouterProperties(PropertyReader reader, List<String> names) {
    this.reader = reader;
    given = reader.family("transforms.NAME.", settings(), names);
  }

  private static Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(
        "topic.regex",
        "With the type `io.debezium.transforms.ByLogicalTableRouter`, of which there may be several: which topics are"
            + " routed, as a regular expression.");
    settings.put("topic.replacement", "The topic instead, with `$1` for a group.");
    settings.put(
        UNIQUENESS, "`true` or `false`: whether keys tell the physical tables apart; `true`.");
    settings.put(
        "key.field.name", "The field for that; `" + LogicalTableRouter.DEFAULT_KEY_FIELD + "`.");
    settings.put("key.field.regex", "What of the original topic becomes its value; all of it.");
    settings.put("key.field.replacement", "The value, with `$1` for a group.");
    settings.put("logical.table.cache.size", "Without effect: a table is routed once.");
    return settings;
  }

  static List<LogicalTableRouter> read(PropertyReader reader) {
    reader.section(Section.TOPICS);
    List<String> names = PropertyReader.list(reader.peek(TRANSFORMS));
    List<String> routing =
        names.stream().filter(name -> TYPES.contains(reader.peek(prefix(name) + "type"))).toList();
    if (!routing.isEmpty()) {
      reader.replace(
          TRANSFORMS,
          names.stream().filter(name -> !routing.contains(name)).collect(Collectors.joining(",")));
      routing.forEach(name -> reader.replace(prefix(name) + "type", ""));
    }
    RouterProperties properties = new RouterProperties(reader, routing);
    List<LogicalTableRouter> routers = new ArrayList<>();
    routing.forEach(name -> properties.read(name, routers));
    return routers;
  }

  private static String prefix(String name) {
    return "transforms." + name + ".";
  }

  private void read(String name, List<LogicalTableRouter> routers) {
    String keyRegex = text(name, "key.field.regex", "");
    try {
      routers.add(
          new LogicalTableRouter(
              Pattern.compile(required(name, "topic.regex")),
              required(name, "topic.replacement"),
              flag(name),
              text(name, "key.field.name", LogicalTableRouter.DEFAULT_KEY_FIELD),
              keyRegex.isEmpty() ? null : Pattern.compile(keyRegex),
              text(name, "key.field.replacement", "")));
    } catch (PatternSyntaxException e) {
      reader.problem(prefix(name) + "…=" + e.getPattern() + ": " + e.getDescription());
    } catch (IllegalArgumentException e) {
      reader.problem(prefix(name) + e.getMessage());
    }
  }

  private boolean flag(String name) {
    String text = text(name, UNIQUENESS, "true");
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException(UNIQUENESS + "=" + text + ": expected true or false");
    }
    return text.equals("true");
  }

  private String required(String name, String setting) {
    String text = text(name, setting, "");
    if (text.isEmpty()) {
      throw new IllegalArgumentException(setting + " is not set: expected text");
    }
    return text;
  }

  private String text(String name, String setting, String preset) {
    return given.getOrDefault(prefix(name) + setting, preset).strip();
  }
}
