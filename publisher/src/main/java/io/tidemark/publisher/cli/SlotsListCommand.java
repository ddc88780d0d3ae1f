package io.tidemark.publisher.cli;

import io.tidemark.pgoutput.Lsn;
import io.tidemark.replication.ReplicationSlot;
import io.tidemark.replication.ReplicationSlot.WalStatus;
import io.tidemark.replication.SqlConnection;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** All slots of the server. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists all slots of the server: who reads them, and how far they are behind.",
    footerHeading = "%nExample:%n",
    footer = {
      "  java -jar tidemark.jar slots list --set database.dbname=shop --set database.user=replicator",
      "",
      "LAG_BYTES is the WAL that the slot has not confirmed, SAFE_WAL_BYTES how much more there may be",
      "before the slot is lost (max_slot_wal_keep_size)."
    })
final class SlotsListCommand implements Callable<Integer> {
  private static final List<String> TITLES =
      List.of(
          "SLOT",
          "DATABASE",
          "PLUGIN",
          "ACTIVE_PID",
          "CONFIRMED",
          "LAG_BYTES",
          "WAL_STATUS",
          "SAFE_WAL_BYTES",
          "INVALIDATION_REASON");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ConfigOptions config = new ConfigOptions();

  @Override
  public Integer call() throws SQLException {
    try (Connection connection = SqlConnection.open(config.readForDatabase().replication())) {
      Lsn walEnd = SqlConnection.walEnd(connection);
      List<List<String>> rows = new ArrayList<>();
      rows.add(TITLES);
      ReplicationSlot.list(connection).forEach(slot -> rows.add(row(slot, walEnd)));
      print(rows, spec.commandLine().getOut());
    }
    return Tidemark.OK;
  }

  private static List<String> row(ReplicationSlot slot, Lsn walEnd) {
    Lsn confirmed = slot.plugin().isEmpty() ? slot.restartLsn() : slot.confirmedFlushLsn();
    return List.of(
        slot.name(),
        orDash(slot.database()),
        orDash(slot.plugin()),
        slot.isActive() ? Integer.toString(slot.activePid()) : "-",
        confirmed.isValid() ? confirmed.toString() : "-",
        confirmed.isValid() ? Long.toString(Math.max(0, walEnd.bytesSince(confirmed))) : "-",
        slot.walStatus() == WalStatus.UNKNOWN
            ? "-"
            : slot.walStatus().name().toLowerCase(Locale.ROOT),
        slot.safeWalSize() < 0 ? "-" : Long.toString(slot.safeWalSize()),
        orDash(slot.invalidationReason()));
  }

  private static String orDash(String text) {
    return text.isEmpty() ? "-" : text;
  }

  private static void print(List<List<String>> rows, PrintWriter out) {
    int[] widths = new int[TITLES.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
      }
      out.println(line.toString().stripTrailing());
    }
  }
}
