package io.tidemark.publisher;

/** Told the fate of one record, on any thread. */
public interface DeliveryListener {

  /**
   * The record is as safe as the sink promises: for Kafka, acknowledged by all in-sync replicas.
   */
  void onDelivered();

  /** The record will never be safe. Nothing from it on may be confirmed. */
  void onFailed(Throwable cause);
}
