package io.tidemark.publisher.cli;

import io.tidemark.pgoutput.Lsn;
import io.tidemark.publisher.ConfigurationException;
import io.tidemark.publisher.config.PublisherConfig;
import io.tidemark.replication.ReplicationConfig;
import io.tidemark.replication.ReplicationConfigBuilder;
import io.tidemark.replication.ReplicationSlot;
import io.tidemark.replication.ReplicationStream;
import io.tidemark.replication.SqlConnection;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A look at the stream. */
@Command(
    name = "tail",
    mixinStandardHelpOptions = true,
    description =
        "Shows changes as they come, through a temporary slot of its own: confirms nothing, and leaves nothing "
            + "behind. Ends at Ctrl-C. Without publication.name it takes the database's only publication.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  java -jar tidemark.jar tail --set database.dbname=shop --set database.user=replicator",
      "  java -jar tidemark.jar tail --config shop.properties --from slot --count 10 --format envelopes",
      "  java -jar tidemark.jar tail --config shop.properties --format jsonl | jq .value.after"
    })
final class TailCommand implements Callable<Integer> {

  private enum Format {
    MESSAGES,
    ENVELOPES,
    JSONL
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ConfigOptions config = new ConfigOptions();

  @Option(
      names = "--from",
      defaultValue = "now",
      description =
          "now; slot: where slot.name stands, which is copied, may be in use, and stays there; or an LSN beyond "
              + "that. Default: now.")
  private String from = "now";

  @Option(
      names = {"-n", "--count"},
      paramLabel = "NUMBER",
      description = "Ends after so many changes.")
  private long count = Long.MAX_VALUE;

  @Option(
      names = {"-t", "--table"},
      paramLabel = "REGEX",
      description =
          "Shows only tables whose schema.table it matches, instead of table.include.list.")
  private @Nullable Pattern table;

  @Option(
      names = {"-f", "--format"},
      defaultValue = "messages",
      description =
          "messages: a line for each change; envelopes: topic, key and value as they would be published; jsonl: "
              + "the same as run --sink jsonl. Default: messages.")
  private Format format = Format.MESSAGES;

  @Override
  public Integer call() throws SQLException {
    if (table != null) {
      config.includeTables(table);
    }
    PublisherConfig read = config.readForDatabase();
    ReplicationConfig replication = temporary(read.replication());
    PrintWriter out = spec.commandLine().getOut();
    try (ReplicationStream stream = open(replication, read.replication().slot())) {
      Thread hook = new Thread(() -> closeAndExit(stream, out), "tidemark-shutdown");
      Runtime.getRuntime().addShutdownHook(hook);
      switch (format) {
        case MESSAGES -> new MessageTail(out, read.envelope(), count).run(stream);
        case ENVELOPES -> EnvelopeTail.readable(out, count).run(stream, read.envelope());
        case JSONL -> EnvelopeTail.jsonLines(out, count).run(stream, read.envelope());
      }
    } finally {
      out.flush();
    }
    return Tidemark.OK;
  }

  private ReplicationStream open(ReplicationConfig replication, String slot) throws SQLException {
    if (from.equals("now")) {
      return ReplicationStream.openTemporary(replication);
    }
    requireKept(replication, slot);
    return ReplicationStream.openTemporary(replication, slot);
  }

  /** The server would start at the slot's position without a word. */
  private static void requireKept(ReplicationConfig replication, String slot) throws SQLException {
    if (replication.startLsn().isValid()) {
      try (Connection connection = SqlConnection.open(replication)) {
        Lsn confirmed =
            ReplicationSlot.find(connection, slot)
                .map(ReplicationSlot::confirmedFlushLsn)
                .orElse(Lsn.INVALID);
        if (replication.startLsn().compareTo(confirmed) < 0) {
          throw new ConfigurationException(
              "--from %s: expected slot, or at least %s, where slot %s stands: nothing before is kept for it"
                  .formatted(replication.startLsn(), confirmed, slot));
        }
      }
    }
  }

  /** The same connection, with a slot name that nobody else has. */
  private ReplicationConfig temporary(ReplicationConfig read) throws SQLException {
    ReplicationConfigBuilder builder =
        ReplicationConfig.builder()
            .url(read.url())
            .user(read.user())
            .password(read.password())
            .slot("tidemark_tail_" + ProcessHandle.current().pid() + "_" + System.nanoTime())
            .messages(true)
            .startLsn(start())
            .applicationName("tidemark tail");
    read.properties().forEach(builder::property);
    publications(read).forEach(builder::publication);
    return builder.build();
  }

  private Lsn start() {
    if (from.equals("now") || from.equals("slot")) {
      return Lsn.INVALID;
    }
    try {
      return Lsn.parse(from);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          "--from " + from + ": expected now, slot, or an LSN such as 0/16B3748");
    }
  }

  private List<String> publications(ReplicationConfig read) throws SQLException {
    if (config.isGiven("publication.name")) {
      return read.publications();
    }
    List<String> names = new ArrayList<>();
    try (Connection connection = SqlConnection.open(read);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT pubname FROM pg_publication ORDER BY pubname")) {
      while (row.next()) {
        names.add(row.getString(1));
      }
    }
    if (names.isEmpty()) {
      throw new ConfigurationException(
          "database %s has no publication: CREATE PUBLICATION … FOR TABLE …"
              .formatted(read.database()));
    }
    if (names.size() > 1) {
      throw new ConfigurationException(
          "database %s has several publications: set publication.name to one of %s"
              .formatted(read.database(), String.join(", ", names)));
    }
    return names;
  }

  /** Ctrl-C is how a look ends: no error. */
  private static void closeAndExit(ReplicationStream stream, PrintWriter out) {
    stream.close();
    out.flush();
    Runtime.getRuntime().halt(Tidemark.OK);
  }
}
