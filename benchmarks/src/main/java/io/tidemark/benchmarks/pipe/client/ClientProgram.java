package io.tidemark.benchmarks.pipe.client;

/** A way to drain a slot. */
@FunctionalInterface
interface ClientProgram {

  /** Drains on the calling thread, until it is done or the JVM ends. */
  void run(Task task) throws Exception;
}
