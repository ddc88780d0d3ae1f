package io.tidemark.system;

import io.tidemark.publisher.Publisher;
import io.tidemark.publisher.PublisherBuilder;
import io.tidemark.publisher.kafka.KafkaSink;
import io.tidemark.publisher.kafka.KafkaSinkConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A publisher in a JVM of its own, to be killed. */
final class PublisherProcess {
  private final Process process;

  private PublisherProcess(Process process) {
    this.process = process;
  }

  static PublisherProcess start(Shop shop) {
    return start(shop, "-Xmx256m");
  }

  static PublisherProcess start(Shop shop, String heap) {
    return startWithHeap(shop, heap, PublisherProcess.class);
  }

  /** A program of its own that takes the same arguments, and perhaps more. */
  static PublisherProcess start(Shop shop, Class<?> program, String... more) {
    return startWithHeap(shop, "-Xmx256m", program, more);
  }

  static PublisherProcess startWithHeap(Shop shop, String heap, Class<?> program, String... more) {
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            heap,
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            program.getName(),
            shop.servers().jdbcUrl(shop.name()),
            shop.servers().bootstrapServers(),
            shop.name()));
    command.addAll(List.of(more));
    try {
      return new PublisherProcess(new ProcessBuilder(command).inheritIO().start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As a power failure: nothing is flushed, confirmed or closed. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** SIGTERM; returns the exit code. */
  int terminate() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      kill();
      throw new AssertionError("the publisher did not end within 20 s of SIGTERM");
    }
    return process.exitValue();
  }

  /** Runs the publisher: JDBC URL, brokers, name of slot and database. */
  public static void main(String[] arguments) {
    Shop shop = shop(arguments);
    try (Publisher publisher = publisher(shop)) {
      Runtime.getRuntime().addShutdownHook(new Thread(publisher::stop));
      publisher.run();
    }
  }

  /** The shop that a program's first arguments tell of. */
  static Shop shop(String[] arguments) {
    Servers servers =
        new Servers() {
          @Override
          public String jdbcUrl(String database) {
            return arguments[0];
          }

          @Override
          public String bootstrapServers() {
            return arguments[1];
          }
        };
    return new Shop(servers, arguments[2]);
  }

  /** The publisher of a shop, in this JVM. */
  static Publisher publisher(Shop shop) {
    return builder(shop).build();
  }

  static PublisherBuilder builder(Shop shop) {
    KafkaSinkConfig kafka =
        KafkaSinkConfig.of(Map.of("bootstrap.servers", shop.servers().bootstrapServers()));
    return Publisher.builder(shop.replication())
        .envelope(shop.envelope())
        .sink(() -> KafkaSink.connect(kafka));
  }
}
