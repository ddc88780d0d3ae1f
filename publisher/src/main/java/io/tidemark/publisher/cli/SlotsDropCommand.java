package io.tidemark.publisher.cli;

import io.tidemark.pgoutput.Lsn;
import io.tidemark.publisher.ConfigurationException;
import io.tidemark.replication.ReplicationConfig;
import io.tidemark.replication.ReplicationSlot;
import io.tidemark.replication.SqlConnection;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Drops a slot, after asking. */
@Command(
    name = "drop",
    mixinStandardHelpOptions = true,
    description =
        "Drops a slot, after its name was typed again. What it had not sent is never sent.",
    footerHeading = "%nExample:%n",
    footer = "  java -jar tidemark.jar slots drop orders_slot --config shop.properties")
final class SlotsDropCommand implements Callable<Integer> {
  private final InputStream in;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ConfigOptions config = new ConfigOptions();

  @Parameters(paramLabel = "SLOT", description = "The slot's name.")
  private String name = "";

  @Option(
      names = {"-y", "--yes"},
      description = "Does not ask.")
  private boolean yes;

  SlotsDropCommand() {
    this(System.in);
  }

  /**
   * @param in where the answer comes from
   */
  SlotsDropCommand(InputStream in) {
    this.in = in;
  }

  @Override
  public Integer call() throws SQLException, IOException {
    ReplicationConfig replication = config.readForDatabase().replication();
    PrintWriter out = spec.commandLine().getOut();
    try (Connection connection = SqlConnection.open(replication)) {
      ReplicationSlot slot =
          ReplicationSlot.find(connection, name)
              .orElseThrow(
                  () ->
                      new ConfigurationException(
                          "slot " + name + " does not exist; see slots list"));
      if (!yes && !confirmed(slot, SqlConnection.walEnd(connection), out)) {
        out.println("not dropped");
        return Tidemark.REFUSED;
      }
      ReplicationSlot.drop(connection, name);
      out.println("dropped slot " + name);
    }
    return Tidemark.OK;
  }

  private boolean confirmed(ReplicationSlot slot, Lsn walEnd, PrintWriter out) throws IOException {
    out.printf(
        "slot %s of database %s has %d bytes of WAL that it has not confirmed, and they will not be sent.%n",
        slot.name(), slot.database(), Math.max(0, walEnd.bytesSince(slot.confirmedFlushLsn())));
    out.print("Type its name to drop it: ");
    out.flush();
    BufferedReader answers =
        new BufferedReader(new InputStreamReader(in, Charset.defaultCharset()));
    String answer = answers.readLine();
    return answer != null && answer.strip().equals(slot.name());
  }
}
