package io.tidemark.publisher.cli;

import io.tidemark.publisher.config.PublisherConfig;
import io.tidemark.replication.Publication;
import io.tidemark.replication.ReplicationConfig;
import io.tidemark.replication.ReplicationSlot;
import io.tidemark.replication.SlotControl;
import io.tidemark.replication.SlotOptions;
import io.tidemark.replication.SqlConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A new slot for pgoutput. */
@Command(
    name = "create",
    mixinStandardHelpOptions = true,
    description =
        "Creates a slot for pgoutput. From then on PostgreSQL keeps all WAL until it is confirmed. "
            + "Waits until every transaction that writes now has ended.",
    footerHeading = "%nExample:%n",
    footer = "  java -jar tidemark.jar slots create orders_slot --config shop.properties")
final class SlotsCreateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ConfigOptions config = new ConfigOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "SLOT",
      description = "The slot's name. Default: slot.name of the configuration.")
  private @Nullable String name;

  @Option(
      names = "--failover",
      description =
          "Has the slot copied to standbys that synchronize slots, as slot.failover=true. PostgreSQL 17.")
  private boolean failover;

  @Override
  public Integer call() throws SQLException {
    PublisherConfig read = config.readForDatabase();
    ReplicationConfig replication = read.replication();
    SlotOptions configured = new SlotControl(replication).options();
    SlotOptions options =
        new SlotOptions(
            name == null ? configured.name() : name,
            configured.temporary(),
            configured.twoPhase(),
            failover || configured.failover());
    try (Connection connection = SqlConnection.open(replication)) {
      warnOfMissingPublications(connection, replication);
      ReplicationSlot slot = ReplicationSlot.create(connection, options);
      spec.commandLine()
          .getOut()
          .printf(
              "created slot %s in database %s at %s%n",
              slot.name(), slot.database(), slot.confirmedFlushLsn());
    }
    return Tidemark.OK;
  }

  private void warnOfMissingPublications(Connection connection, ReplicationConfig replication)
      throws SQLException {
    for (String publication : replication.publications()) {
      if (Publication.find(connection, publication).isEmpty()) {
        spec.commandLine()
            .getErr()
            .printf(
                "tidemark: publication %s does not exist yet; what is written before it does cannot be read%n",
                publication);
      }
    }
  }
}
