package io.tidemark.replication;

import java.io.IOException;
import java.nio.file.Path;

/** A process that spills a transaction, says so, and waits to be killed. */
final class SpillingProcess {
  static final String READY = "spilled";

  private SpillingProcess() {}

  static Process start(Path directory) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            SpillingProcess.class.getName(),
            directory.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  public static void main(String[] arguments) throws IOException {
    HandmadeStream stream =
        new HandmadeStream(
            AssemblerConfig.builder()
                .spillDirectory(Path.of(arguments[0]))
                .maxBufferedBytes(AssemblerConfig.SMALLEST_BUFFER)
                .build());
    stream.start(7, true).relation(7);
    for (int id = 0; id < 200; id++) {
      stream.insert(7, id, "v".repeat(1_000));
    }
    System.out.println(READY);
    int end = System.in.read(); // until killed, or the test is gone
    System.out.println("ended by " + end);
  }
}
