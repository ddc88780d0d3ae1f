package io.tidemark.publisher;

import io.tidemark.pgoutput.Lsn;
import io.tidemark.replication.StreamStatus;

/**
 * How far the WAL has come on its way to the broker: each position is at or before the one above
 * it.
 *
 * @param received from the server
 * @param decoded and made into events
 * @param sent handed to the sink
 * @param acked by the sink, whole transactions
 * @param confirmed to the server
 */
public record WalLadder(Lsn received, Lsn decoded, Lsn sent, Lsn acked, Lsn confirmed) {

  /** WAL without events takes no steps: what is confirmed has passed them all. */
  static WalLadder of(StreamStatus stream, long decoded, long sent, long acked) {
    Lsn confirmed = stream.confirmed();
    Lsn ackedNow = max(new Lsn(acked), confirmed);
    Lsn sentNow = max(new Lsn(sent), ackedNow);
    Lsn decodedNow = max(new Lsn(decoded), sentNow);
    return new WalLadder(
        max(stream.received(), decodedNow), decodedNow, sentNow, ackedNow, confirmed);
  }

  private static Lsn max(Lsn a, Lsn b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
