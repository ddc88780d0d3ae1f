package io.tidemark.publisher.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.envelope.EnvelopeConfig;
import io.tidemark.pgoutput.BeforeImage;
import io.tidemark.pgoutput.Lsn;
import io.tidemark.pgoutput.PgOutputMessage;
import io.tidemark.pgoutput.Relation;
import io.tidemark.replication.ReplicationStream;
import io.tidemark.replication.WalMessage;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Prints the stream's messages, one a line, transactions without a line to show left out:
 *
 * <pre>
 * BEGIN     xid 751, 2026-11-22T18:20:11.123Z
 * UPDATE    public.orders id=1 total=12.50 -> 13.00 note='gift wrap'
 * COMMIT    0/16B3790
 * </pre>
 */
final class MessageTail {
  private final PrintWriter out;
  private final EnvelopeConfig config;
  private long remaining;

  /** The Begin that no line has followed yet; empty once it is printed. */
  private String begin = "";

  private boolean begun;

  /**
   * @param config says which tables to leave out
   */
  MessageTail(PrintWriter out, EnvelopeConfig config, long count) {
    this.out = out;
    this.config = config;
    this.remaining = count;
  }

  void run(ReplicationStream stream) {
    for (WalMessage wal : stream) {
      print(wal.message());
      if (wal.message() instanceof PgOutputMessage.Commit commit) {
        // Only the temporary slot moves: the server need not keep what was shown
        stream.acknowledge(commit.endLsn());
      }
      out.flush();
      if (remaining <= 0) {
        return;
      }
    }
  }

  void print(PgOutputMessage message) {
    if (message instanceof PgOutputMessage.Begin m) {
      begin = "xid " + m.xid() + ", " + m.commitTime();
    } else if (message instanceof PgOutputMessage.Insert m) {
      change(Colours.GREEN, "INSERT", m.relation(), RowText.of(m.relation(), m.row()));
    } else if (message instanceof PgOutputMessage.Update m) {
      change(
          Colours.YELLOW,
          "UPDATE",
          m.relation(),
          RowText.ofChange(m.relation(), m.before(), m.row()));
    } else if (message instanceof PgOutputMessage.Delete m) {
      change(Colours.RED, "DELETE", m.relation(), before(m.relation(), m.before()));
    } else if (message instanceof PgOutputMessage.Truncate m) {
      truncate(m);
    } else if (message instanceof PgOutputMessage.Message m) {
      logicalMessage(m);
    } else if (message instanceof PgOutputMessage.Commit m) {
      commit(m.endLsn());
    }
  }

  private static String before(Relation relation, BeforeImage image) {
    if (image instanceof BeforeImage.Key key) {
      return RowText.ofKey(relation, key.row());
    }
    return image instanceof BeforeImage.Full full ? RowText.of(relation, full.row()) : "";
  }

  private void truncate(PgOutputMessage.Truncate message) {
    List<Relation> shown =
        message.relations().stream().filter(r -> config.topic(r).isPresent()).toList();
    if (!shown.isEmpty()) {
      line(
          Colours.RED,
          "TRUNCATE",
          shown.stream().map(Relation::toString).collect(Collectors.joining(", ")));
    }
  }

  private void logicalMessage(PgOutputMessage.Message message) {
    String text =
        RowText.quoted(message.prefix())
            + " "
            + RowText.quoted(new String(message.content(), UTF_8));
    if (message.transactional()) {
      line(Colours.CYAN, "MESSAGE", text);
    } else {
      // It stands by itself, even when it comes amid a transaction
      out.println(labelled(Colours.CYAN, "MESSAGE", text + " (not transactional)"));
      remaining--;
    }
  }

  private void commit(Lsn end) {
    if (begun) {
      out.println(labelled(Colours.FAINT, "COMMIT", end.toString()));
    }
    begun = false;
    begin = "";
  }

  private void change(Colours colour, String label, Relation relation, String row) {
    if (config.topic(relation).isPresent()) {
      line(colour, label, relation + " " + row);
    }
  }

  private void line(Colours colour, String label, String text) {
    if (remaining <= 0) {
      return;
    }
    if (!begin.isEmpty()) {
      out.println(labelled(Colours.FAINT, "BEGIN", begin));
      begin = "";
      begun = true;
    }
    out.println(labelled(colour, label, text));
    remaining--;
  }

  private static String labelled(Colours colour, String label, String text) {
    return colour.of(label + " ".repeat(10 - label.length())) + text;
  }
}
