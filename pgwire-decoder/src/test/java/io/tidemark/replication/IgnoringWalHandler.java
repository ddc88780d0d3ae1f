package io.tidemark.replication;

import io.tidemark.pgoutput.IgnoringHandler;

/** Ignores every message; tests override the one that they are about. */
public class IgnoringWalHandler extends IgnoringHandler implements WalHandler {
  @Override
  public void onXLogData(long startLsn, long serverEndLsn, long sendTimeMicros) {}
}
