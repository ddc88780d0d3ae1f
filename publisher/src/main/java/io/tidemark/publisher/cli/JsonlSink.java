package io.tidemark.publisher.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.envelope.EnvelopeView;
import io.tidemark.envelope.Header;
import io.tidemark.envelope.Position;
import io.tidemark.pgoutput.Lsn;
import io.tidemark.publisher.DeliveryListener;
import io.tidemark.publisher.EventSink;
import io.tidemark.publisher.SinkException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * One JSON object a line: topic, key, value, headers, position. A record is safe when the line was
 * handed to the operating system. Belongs to one thread.
 */
final class JsonlSink implements EventSink {
  /** So many lines go on at once, at the latest. */
  private static final int MANY = 1024;

  private final OutputStream out;
  private final List<DeliveryListener> written = new ArrayList<>();

  JsonlSink(OutputStream out) {
    this.out = new BufferedOutputStream(out, 1 << 16);
  }

  @Override
  public void send(EnvelopeView envelope, DeliveryListener listener) {
    try {
      text("{\"topic\":\"" + envelope.topic() + "\",\"key\":"); // topics hold nothing to escape
      json(envelope.buffer(), envelope.keyOffset(), envelope.keyLength());
      text(",\"value\":");
      json(envelope.buffer(), envelope.valueOffset(), envelope.valueLength());
      headers(envelope.headers());
      text(
          ",\"position\":\""
              + new Position(new Lsn(envelope.commitLsn()), envelope.ordinal())
              + "\"}\n");
    } catch (IOException e) {
      throw gone(e);
    }
    written.add(listener);
    if (written.size() >= MANY) {
      dispatch();
    }
  }

  @Override
  public void dispatch() {
    try {
      out.flush();
    } catch (IOException e) {
      throw gone(e);
    }
    written.forEach(DeliveryListener::onDelivered);
    written.clear();
  }

  /** Nobody opens it again. */
  private static SinkException gone(IOException e) {
    return SinkException.permanent(
        "standard output: " + e.getMessage() + "; expected somebody to read it", e);
  }

  private void headers(List<Header> headers) throws IOException {
    text(",\"headers\":{");
    for (int i = 0; i < headers.size(); i++) {
      Header header = headers.get(i);
      text((i == 0 ? "\"" : ",\"") + header.name() + "\":");
      out.write(header.value());
    }
    text("}");
  }

  private void json(byte[] buffer, int offset, int length) throws IOException {
    if (length < 0) {
      text("null");
    } else {
      out.write(buffer, offset, length);
    }
  }

  private void text(String text) throws IOException {
    out.write(text.getBytes(UTF_8));
  }

  @Override
  public void flush() {
    dispatch();
  }

  @Override
  public void close() {
    // standard output is not ours to close
  }
}
