package io.tidemark.benchmarks.pipe.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.connect.connector.policy.AllConnectorClientConfigOverridePolicy;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.runtime.Herder;
import org.apache.kafka.connect.runtime.Worker;
import org.apache.kafka.connect.runtime.isolation.Plugins;
import org.apache.kafka.connect.runtime.rest.entities.ConnectorInfo;
import org.apache.kafka.connect.runtime.standalone.StandaloneConfig;
import org.apache.kafka.connect.runtime.standalone.StandaloneHerder;
import org.apache.kafka.connect.storage.FileOffsetBackingStore;
import org.apache.kafka.connect.util.FutureCallback;

/**
 * Debezium's connector on a standalone Kafka Connect worker, without its REST server. The connector
 * comes from the plugin path, whatever is on the class path.
 */
final class ConnectWorker implements ClientProgram {
  private static final Path PLUGINS = Path.of("benchmarks", "target", "connect");

  private final DebeziumTuning tuning;

  ConnectWorker(DebeziumTuning tuning) {
    this.tuning = tuning;
  }

  /** Whether the connector has been unpacked. */
  static boolean isInstalled() {
    return Files.isDirectory(PLUGINS);
  }

  @Override
  public void run(Task task) throws Exception {
    Map<String, String> settings = workerSettings(task);
    Plugins plugins = new Plugins(settings);
    plugins.compareAndSwapWithDelegatingLoader();
    StandaloneConfig config = new StandaloneConfig(settings);
    var policy = new AllConnectorClientConfigOverridePolicy();
    JsonConverter offsets = new JsonConverter();
    offsets.configure(Map.of("schemas.enable", "false"), true);
    FileOffsetBackingStore store = new FileOffsetBackingStore(offsets);
    store.configure(config);
    Worker worker = new Worker("benchmark", Time.SYSTEM, plugins, config, store, policy);
    StandaloneHerder herder = new StandaloneHerder(worker, config.kafkaClusterId(), policy);
    herder.start();
    FutureCallback<Herder.Created<ConnectorInfo>> created = new FutureCallback<>();
    herder.putConnectorConfig("benchmark", tuning.connector(task), false, created);
    created.get();
    new CountDownLatch(1).await(); // the harness ends this JVM
  }

  private Map<String, String> workerSettings(Task task) throws IOException {
    Map<String, String> settings = new HashMap<>();
    settings.put("bootstrap.servers", task.bootstrapServers());
    settings.put("plugin.path", PLUGINS.toAbsolutePath().toString());
    settings.put("key.converter", JsonConverter.class.getName());
    settings.put("key.converter.schemas.enable", "false");
    settings.put("value.converter", JsonConverter.class.getName());
    settings.put("value.converter.schemas.enable", "false");
    settings.put(
        "offset.storage.file.filename", Files.createTempFile("offsets", ".dat").toString());
    settings.put("producer.compression.type", "lz4");
    tuning.producer().forEach((name, value) -> settings.put("producer." + name, value));
    return settings;
  }
}
