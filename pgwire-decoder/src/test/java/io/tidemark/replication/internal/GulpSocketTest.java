package io.tidemark.replication.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class GulpSocketTest {
  private static final Duration PEER_TIMEOUT = Duration.ofMillis(500);
  private static final long SECOND = 1_000_000_000;

  private ServerSocket listener;
  private GulpSocket socket;
  private InputStream in;
  private Socket server;
  private OutputStream out;

  @BeforeEach
  void connect() throws IOException {
    listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    try (GulpSockets sockets = GulpSockets.open(PEER_TIMEOUT)) {
      Socket made = new GulpSocketFactory(sockets.key()).createSocket();
      socket = sockets.last();
      assertThat(made).isSameAs(socket);
    }
    socket.connect(new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort()));
    in = socket.getInputStream();
    server = listener.accept();
    out = server.getOutputStream();
  }

  @AfterEach
  void disconnect() throws IOException {
    socket.abort();
    server.close();
    listener.close();
  }

  @Test
  void aPeekAtAnEmptyGulpDoesNotTouchTheNetwork() throws IOException {
    out.write(1);
    socket.setSoTimeout(1);
    assertThatThrownBy(() -> in.read()).isInstanceOf(SocketTimeoutException.class);
    assertThat(in.available()).isZero();
  }

  @Test
  void waitingTakesAllThatHasArrived() throws Exception {
    out.write(new byte[] {1, 2, 3, 4, 5});
    assertThat(socket.await(SECOND)).isTrue();
    assertThat(in.available()).isEqualTo(5);
    socket.setSoTimeout(1);
    assertThat(in.readNBytes(3)).containsExactly(1, 2, 3);
    assertThat(in.available()).isEqualTo(2);
    assertThat(socket.await(0)).isTrue();
  }

  @Test
  void waitingEndsWithoutAByte() throws Exception {
    long start = System.nanoTime();
    assertThat(socket.await(150_000_000)).isFalse();
    assertThat(System.nanoTime() - start).isBetween(140_000_000L, 2 * SECOND);
  }

  @Test
  void inMidMessageAReadWaitsForTheRest() throws Exception {
    CompletableFuture<Integer> read = CompletableFuture.supplyAsync(this::readOne);
    assertThatThrownBy(() -> read.get(150, TimeUnit.MILLISECONDS))
        .isInstanceOf(java.util.concurrent.TimeoutException.class);
    out.write(42);
    assertThat(read.get()).isEqualTo(42);
  }

  @Test
  void otherTimeoutsAreObeyed() {
    socket.setSoTimeout(120);
    assertThat(socket.getSoTimeout()).isEqualTo(120);
    assertThatThrownBy(() -> in.read()).hasMessage("no byte for 120 ms");
  }

  @Test
  void theEndIsToldApartFromSilence() throws Exception {
    out.write(7);
    server.close();
    assertThat(socket.await(SECOND)).isTrue();
    assertThat(in.read()).isEqualTo(7);
    assertThatThrownBy(() -> socket.await(SECOND))
        .isInstanceOf(EOFException.class)
        .hasMessage("the server closed the connection");
    assertThat(in.read()).isEqualTo(-1);
  }

  @Test
  void silenceIsCountedOverManyWaits() {
    assertThatThrownBy(
            () -> {
              while (!socket.await(50_000_000)) {
                assertThat(in.available()).isZero();
              }
            })
        .isInstanceOf(PeerTimeoutException.class)
        .hasMessage("no byte from the server for 500 ms");
  }

  @Test
  void silenceInMidMessageEndsTheRead() {
    assertThatThrownBy(() -> in.read()).isInstanceOf(PeerTimeoutException.class);
  }

  @Test
  void anInterruptEndsTheWaitAndLosesNothing() throws Exception {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> socket.await(SECOND)).isInstanceOf(InterruptedException.class);
    out.write(9);
    assertThat(socket.await(SECOND)).isTrue();
    assertThat(in.read()).isEqualTo(9);
  }

  @Test
  void anInterruptInMidMessageEndsTheRead() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> in.read()).isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void hangingUpWaitsForTheServerAndNoLongerThanItsGrace() throws Exception {
    CompletableFuture<Integer> serverSees =
        CompletableFuture.supplyAsync(
            () -> {
              try (Socket closing = server) {
                return closing.getInputStream().read();
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    out.write(new byte[100_000]);
    socket.hangUp(Duration.ofSeconds(20));
    assertThat(serverSees.get(1, TimeUnit.SECONDS)).isEqualTo(-1);
    assertThat(socket.isClosed()).isTrue();
  }

  @Test
  void aServerThatDoesNotHangUpIsResetAfterTheGrace() throws IOException {
    long start = System.nanoTime();
    socket.hangUp(Duration.ofMillis(100));
    assertThat(System.nanoTime() - start).isBetween(90_000_000L, 2 * SECOND);
    assertThat(socket.isClosed()).isTrue();
    assertThatThrownBy(
            () -> {
              while (true) {
                out.write(new byte[1000]);
              }
            })
        .isInstanceOf(IOException.class);
  }

  @Test
  void keysOfOtherConnectionsAreRefused() {
    assertThatThrownBy(() -> new GulpSocketFactory("no such key"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("socketFactoryArg \"no such key\"");
  }

  private int readOne() {
    try {
      return in.read();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
