package io.tidemark.replication;

/**
 * A held transaction on its way to the handler: its changes, then the message that ends it. Belongs
 * to one thread.
 */
record Delivery(HeldTransaction transaction, HeldTransaction.Replay changes, Runnable end) {

  /** Hands on one message; false when that was the last one. */
  boolean next() {
    if (changes.next()) {
      return true;
    }
    end.run();
    discard();
    return false;
  }

  void discard() {
    transaction.discard();
  }
}
