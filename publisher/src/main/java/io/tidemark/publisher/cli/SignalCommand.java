package io.tidemark.publisher.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.publisher.ConfigurationException;
import io.tidemark.publisher.config.PublisherConfig;
import io.tidemark.replication.SqlConnection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks a publisher that runs for a snapshot, or to wait with one. */
@Command(
    name = "signal",
    mixinStandardHelpOptions = true,
    description =
        "Sends a signal to the publisher that runs with this configuration, as a logical message. Writes to the WAL, "
            + "and to no table. The publisher needs signal.enabled.channels with message in it.",
    footerHeading = "%nExample:%n",
    footer =
        "  java -jar tidemark.jar signal execute-snapshot 'public\\.orders' --config shop.properties")
final class SignalCommand implements Callable<Integer> {
  /** What a signal may ask for. */
  enum Type {
    EXECUTE_SNAPSHOT("execute-snapshot"),
    STOP_SNAPSHOT("stop-snapshot"),
    PAUSE_SNAPSHOT("pause-snapshot"),
    RESUME_SNAPSHOT("resume-snapshot");

    private final String text;

    Type(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ConfigOptions config = new ConfigOptions();

  @Parameters(index = "0", paramLabel = "TYPE", description = "One of: ${COMPLETION-CANDIDATES}.")
  private Type type = Type.EXECUTE_SNAPSHOT;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "TABLES",
      description =
          "Regular expressions, each matched against a whole schema.table. For stop-snapshot, none stands for all.")
  private List<String> tables = List.of();

  @Option(
      names = "--blocking",
      description = "Has the stream wait while the tables are read. Default: it goes on.")
  private boolean blocking;

  @Option(
      names = "--where",
      paramLabel = "TABLES=FILTER",
      description =
          "Reads only certain rows of tables: an SQL condition, or with --blocking a whole SELECT. May be given "
              + "several times.")
  private Map<String, String> filters = new LinkedHashMap<>();

  @Override
  public Integer call() throws SQLException {
    PublisherConfig read = config.readForDatabase();
    String prefix = read.signals().messagePrefix();
    if (prefix.isEmpty()) {
      throw new ConfigurationException(
          "signal.enabled.channels: expected message among them, or the publisher would not listen");
    }
    if (type == Type.EXECUTE_SNAPSHOT && tables.isEmpty()) {
      throw new ConfigurationException(
          "signal execute-snapshot: expected the tables to read, found none");
    }
    String id = UUID.randomUUID().toString();
    try (Connection connection = SqlConnection.open(read.replication());
        PreparedStatement emit =
            connection.prepareStatement("SELECT pg_logical_emit_message(true, ?, ?)::text")) {
      emit.setString(1, prefix);
      emit.setString(2, signal(id));
      try (ResultSet row = emit.executeQuery()) {
        row.next();
        spec.commandLine().getOut().printf("sent %s %s at %s%n", type, id, row.getString(1));
      }
    }
    return Tidemark.OK;
  }

  private String signal(String id) {
    ObjectNode signal = new ObjectMapper().createObjectNode();
    ObjectNode data = signal.put("id", id).put("type", type.text).putObject("data");
    if (!tables.isEmpty()) {
      tables.forEach(data.putArray("data-collections")::add);
    }
    if (type == Type.EXECUTE_SNAPSHOT) {
      data.put("type", blocking ? "blocking" : "incremental");
      ArrayNode conditions = data.putArray("additional-conditions");
      filters.forEach(
          (table, filter) ->
              conditions.addObject().put("data-collection", table).put("filter", filter));
    }
    return signal.toString();
  }
}
