package io.tidemark.replication;

import io.tidemark.pgoutput.Lsn;
import io.tidemark.pgoutput.PgOutputDecoder;
import io.tidemark.pgoutput.PgOutputHandler;
import io.tidemark.pgoutput.ProtocolException;
import org.jspecify.annotations.Nullable;

/**
 * Gives the message of a frame to a handler, once the stream's progress knows of it. Belongs to the
 * thread that polls.
 */
final class FrameDecoder {
  private final StreamProgress progress;
  private final PgOutputDecoder decoder;
  private final BoundaryHandler boundaries;

  FrameDecoder(StreamProgress progress, int protocolVersion) {
    this.progress = progress;
    decoder = new PgOutputDecoder(protocolVersion);
    boundaries = new BoundaryHandler(progress);
  }

  /**
   * Decodes one frame of XLogData.
   *
   * @param positions told the frame first, unless it is null
   * @throws ProtocolException naming the position
   */
  void decode(WalFrame frame, @Nullable WalHandler positions, PgOutputHandler messages) {
    long lsn = frame.startLsn();
    progress.received(lsn, frame.serverEndLsn());
    try {
      if (positions != null) {
        positions.onXLogData(lsn, frame.serverEndLsn(), frame.sendTimeMicros());
      }
      decoder.decode(
          frame.buffer(), frame.payloadOffset(), frame.payloadLength(), boundaries.to(messages));
    } catch (ProtocolException e) {
      throw e.at(new Lsn(lsn));
    }
  }
}
