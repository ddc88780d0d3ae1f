package io.tidemark.replication.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * What PgJDBC's property {@code socketFactory} names; its property {@code socketFactoryArg} is the
 * {@linkplain GulpSockets#key() key} of the connection attempt that the sockets belong to.
 */
public final class GulpSocketFactory extends SocketFactory {
  private final GulpSockets sockets;

  /** Called by PgJDBC, through reflection. */
  public GulpSocketFactory(String key) {
    this.sockets = GulpSockets.named(key);
  }

  @Override
  public Socket createSocket() {
    return sockets.create();
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
      throws IOException {
    return bound(new InetSocketAddress(host, port), new InetSocketAddress(localHost, localPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort)
      throws IOException {
    return bound(new InetSocketAddress(host, port), new InetSocketAddress(localHost, localPort));
  }

  private Socket connected(InetSocketAddress remote) throws IOException {
    return bound(remote, null);
  }

  private Socket bound(InetSocketAddress remote, @Nullable InetSocketAddress local)
      throws IOException {
    Socket socket = createSocket();
    socket.bind(local);
    socket.connect(remote);
    return socket;
  }
}
