package io.tidemark.replication.internal;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The sockets that PgJDBC opens for one connection: more than one when a host of several does not
 * answer, or when TLS is tried first. The last one is the connection's own.
 *
 * <p>Open while PgJDBC connects; it finds the instance by its key, because all that it can be given
 * is a string. Thread-safe.
 */
public final class GulpSockets implements AutoCloseable {
  private static final ConcurrentMap<String, GulpSockets> CONNECTING = new ConcurrentHashMap<>();
  private static final AtomicLong NEXT_KEY = new AtomicLong();

  private final String key = Long.toString(NEXT_KEY.incrementAndGet());
  private final Duration peerTimeout;
  private volatile @Nullable GulpSocket last;

  private GulpSockets(Duration peerTimeout) {
    this.peerTimeout = peerTimeout;
  }

  /** For the sockets of one connection, which take a server for dead that is silent for so long. */
  public static GulpSockets open(Duration peerTimeout) {
    GulpSockets sockets = new GulpSockets(peerTimeout);
    CONNECTING.put(sockets.key, sockets);
    return sockets;
  }

  static GulpSockets named(String key) {
    GulpSockets sockets = CONNECTING.get(key);
    if (sockets == null) {
      throw new IllegalArgumentException(
          "socketFactoryArg \"" + key + "\": expected the key of a connection that is being made");
    }
    return sockets;
  }

  /** What PgJDBC is to be given as {@code socketFactoryArg}. */
  public String key() {
    return key;
  }

  GulpSocket create() {
    GulpSocket socket = new GulpSocket(peerTimeout);
    last = socket;
    return socket;
  }

  /**
   * The connection's socket, once PgJDBC has connected.
   *
   * @throws IllegalStateException when PgJDBC made no socket
   */
  public GulpSocket last() {
    GulpSocket socket = last;
    if (socket == null) {
      throw new IllegalStateException("PgJDBC made no socket through " + GulpSocketFactory.class);
    }
    return socket;
  }

  /** The key means nothing from now on; the sockets live on. */
  @Override
  public void close() {
    CONNECTING.remove(key, this);
  }
}
