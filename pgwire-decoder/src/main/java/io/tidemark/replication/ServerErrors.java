package io.tidemark.replication;

import io.tidemark.replication.PrerequisiteException.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Turns PgJDBC's errors into ours: what the server said by its SQLSTATE, never by its words. */
final class ServerErrors {
  private static final String CONNECTION_FAILURE = "08006";

  private ServerErrors() {}

  /** No connection could be made. */
  static ReplicationException whileConnecting(SQLException e, ReplicationConfig config) {
    if (fromServer(e) == null) {
      return new ConnectionException(
          "cannot connect to %s: %s; expected a PostgreSQL server there: check url, host, port and firewall"
              .formatted(config.place(), innermost(e)),
          sqlState(e),
          e);
    }
    if (sqlState(e).equals("42501") && lacksReplication(config)) {
      return new PrerequisiteException(
          Kind.REPLICATION_ROLE,
          "role %s may not replicate on %s; expected the REPLICATION attribute: ALTER ROLE %s REPLICATION"
              .formatted(
                  Sql.identifier(config.user()), config.place(), Sql.identifier(config.user())),
          e);
    }
    return refused(
        "cannot connect to " + config.place(), e, config, connectRemedy(sqlState(e), config));
  }

  /** A command failed, or the stream that it started. */
  static ReplicationException whileStreaming(SQLException e, ReplicationConfig config) {
    if (fromServer(e) == null) {
      Throwable cause = e.getCause();
      return cause instanceof IOException lost ? lost(lost, config) : lost(e, config);
    }
    return refused(
        "replication from " + config.place() + " failed", e, config, streamRemedy(sqlState(e)));
  }

  /**
   * A query of a snapshot failed.
   *
   * @param what could not be done, such as {@code read public.orders}
   */
  static ReplicationException whileReading(String what, SQLException e, ReplicationConfig config) {
    if (fromServer(e) == null) {
      Throwable cause = e.getCause();
      return new ConnectionException(
          "cannot %s: connection to %s lost: %s; start again, the snapshot continues"
              .formatted(what, config.place(), innermost(cause == null ? e : cause)),
          CONNECTION_FAILURE,
          e);
    }
    return refused("cannot " + what + " of " + config.place(), e, config, "");
  }

  /** The connection broke. */
  static ReplicationException lost(Exception e, ReplicationConfig config) {
    if (e instanceof InterruptedIOException) {
      return new StreamInterruptedException(
          "slot " + config.slot() + ": " + e.getMessage() + "; open the stream again", e);
    }
    return new ConnectionException(
        "connection to %s lost: %s; open the stream again, the server sends what was not confirmed"
            .formatted(config.place(), innermost(e)),
        CONNECTION_FAILURE,
        e);
  }

  private static ServerException refused(
      String what, SQLException e, ReplicationConfig config, String remedy) {
    ServerErrorMessage message = fromServer(e);
    String said = message == null ? e.getMessage() : message.getMessage();
    return new ServerException(
        "%s as %s: %s (SQLSTATE %s)%s"
            .formatted(what, Sql.identifier(config.user()), said, sqlState(e), remedy),
        sqlState(e),
        e);
  }

  private static String connectRemedy(String sqlState, ReplicationConfig config) {
    return switch (sqlState) {
      case "28P01" ->
          "; expected the role's password: correct password(), or ALTER ROLE %s PASSWORD '...'"
              .formatted(Sql.identifier(config.user()));
      case "28000" ->
          "; expected a role that pg_hba.conf admits: CREATE ROLE %s LOGIN REPLICATION, or add a line to pg_hba.conf"
              .formatted(Sql.identifier(config.user()));
      case "3D000" ->
          "; expected that database: correct url, or CREATE DATABASE "
              + Sql.identifier(config.database());
      case "42704" -> "; expected a setting that the server knows: correct setting()";
      case "53300" -> "; expected a free connection: raise max_wal_senders or max_connections";
      case "57P01", "57P02", "57P03" -> "; expected a server that runs: try again later";
      default -> "";
    };
  }

  private static String streamRemedy(String sqlState) {
    return switch (sqlState) {
      case "42704" ->
          "; expected the publication to exist since before the slot's position: create it, then the slot again";
      case "57P01", "57P02", "57P03" -> "; expected a server that runs: try again later";
      default -> "";
    };
  }

  /** An ordinary connection works, and the role lacks nothing but the attribute. */
  private static boolean lacksReplication(ReplicationConfig config) {
    try (Connection connection = ReplicationConnection.openOrdinary(config);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT rolreplication OR rolsuper FROM pg_roles WHERE rolname = current_user")) {
      return row.next() && !row.getBoolean(1);
    } catch (SQLException e) {
      return false;
    }
  }

  private static @Nullable ServerErrorMessage fromServer(SQLException e) {
    return e instanceof PSQLException server ? server.getServerErrorMessage() : null;
  }

  private static String sqlState(SQLException e) {
    String state = e.getSQLState();
    return state == null ? CONNECTION_FAILURE : state;
  }

  /** The deepest message says what happened; PgJDBC's own says only in which call. */
  private static String innermost(Throwable e) {
    Throwable innermost = e;
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      innermost = cause;
    }
    if (innermost instanceof EOFException) {
      return "the server closed the connection";
    }
    String message = innermost.getMessage();
    String text = message == null ? innermost.getClass().getSimpleName() : message;
    return text.lines().findFirst().orElse(text);
  }
}
