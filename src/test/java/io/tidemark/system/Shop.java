package io.tidemark.system;

import io.tidemark.envelope.EnvelopeConfig;
import io.tidemark.envelope.EventConfig;
import io.tidemark.envelope.type.TypeConfig;
import io.tidemark.replication.ReplicationConfig;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** A database of a small shop with its slot, publication and topics, new for each test. */
record Shop(Servers servers, String name) {
  static final List<String> TABLES = List.of("customers", "orders", "order_lines", "markers");
  static final int PARTITIONS = 3;

  static Shop create(Servers servers, String name) {
    servers.execute("postgres", "CREATE DATABASE " + name);
    servers.execute(
        name,
        "CREATE TABLE customers (id int PRIMARY KEY, name text, vip boolean NOT NULL)",
        "CREATE TABLE orders (id bigint PRIMARY KEY, customer int, total numeric(10,2), note text)",
        "CREATE TABLE order_lines (order_id bigint, line int, product text, quantity int,"
            + " PRIMARY KEY (order_id, line))",
        "CREATE TABLE markers (id int PRIMARY KEY)",
        "CREATE PUBLICATION shop FOR ALL TABLES",
        "SELECT pg_create_logical_replication_slot('" + name + "', 'pgoutput')");
    Shop shop = new Shop(servers, name);
    shop.createTopics();
    return shop;
  }

  private void createTopics() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers.bootstrapServers()))) {
      List<NewTopic> topics =
          TABLES.stream()
              .map(t -> new NewTopic(topic(t), PARTITIONS, (short) servers.replicas()))
              .toList();
      admin.createTopics(topics).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("create topics of " + name, e.getCause());
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  String topic(String table) {
    return name + ".public." + table;
  }

  ReplicationConfig replication() {
    return ReplicationConfig.builder()
        .url(servers.jdbcUrl(name))
        .slot(name)
        .publication("shop")
        .statusInterval(Duration.ofSeconds(1))
        .build();
  }

  /** Without tombstones, which have no source block, and with numbers as people read them. */
  EnvelopeConfig envelope() {
    EventConfig debezium = EventConfig.defaults();
    return EnvelopeConfig.builder(name)
        .events(
            new EventConfig(
                false,
                debezium.skippedOperations(),
                debezium.skipMessagesWithoutChange(),
                debezium.provideTransactionMetadata(),
                debezium.extendedHeaders(),
                debezium.failureHandling()))
        .types(TypeConfig.builder().decimals(TypeConfig.DecimalHandling.STRING).build())
        .build();
  }

  /** Each row as column to text, by the row's whole text: what the topics have to add up to. */
  List<Map<String, String>> rows(String table) throws SQLException {
    List<Map<String, String>> rows = new java.util.ArrayList<>();
    try (Connection connection = servers.connect(name);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT * FROM " + table)) {
      while (result.next()) {
        Map<String, String> row = new TreeMap<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.put(result.getMetaData().getColumnName(i), String.valueOf(result.getObject(i)));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  /** Commits a row that no writer touches, to know when a reader has come so far. */
  void mark(int id) {
    servers.execute(name, "INSERT INTO markers VALUES (" + id + ")");
  }
}
