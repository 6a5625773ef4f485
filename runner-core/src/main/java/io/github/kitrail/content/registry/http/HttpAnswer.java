package io.github.kitrail.content.registry.http;

import io.github.kitrail.content.TransientException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/**
 * What a server answered. Closing it gives the connection back, or closes that too when a good part
 * of the body was not read.
 */
public final class HttpAnswer implements Closeable {
  private static final int WORTH_READING_OVER = 16 * 1024;

  private final URI uri;
  private final ClassicHttpResponse response;
  private final InputStream body;

  HttpAnswer(URI uri, Cancellable request, ClassicHttpResponse response, HttpFailures failures)
      throws IOException {
    this.uri = uri;
    this.response = response;
    HttpEntity entity = response.getEntity();
    InputStream content = entity == null ? null : entity.getContent();
    this.body =
        content == null
            ? InputStream.nullInputStream()
            : new AnswerStream(content, request, response, Origin.of(uri), failures);
  }

  public int status() {
    return response.getCode();
  }

  /** Where it came from in the end, redirects included. */
  public URI uri() {
    return uri;
  }

  /** The first header field of this name. */
  public @Nullable String header(String name) {
    Header header = response.getFirstHeader(name);
    return header == null ? null : header.getValue();
  }

  /** All header fields of this name. */
  public List<String> headers(String name) {
    List<String> values = new ArrayList<>();
    for (Header header : response.getHeaders(name)) {
      values.add(header.getValue());
    }
    return values;
  }

  /** The number in this header field; -1 when there is none. */
  public long number(String name) {
    String value = header(name);
    try {
      return value == null ? -1 : Math.max(-1, Long.parseLong(value.trim()));
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /** The body as it comes; closing it early closes the connection, without reading the rest. */
  public InputStream body() {
    return body;
  }

  /** The body's first bytes: all of it when it has at most so many, else one more. */
  public byte[] readUpTo(int bytes) throws IOException {
    return body.readNBytes(bytes + 1);
  }

  @Override
  public void close() throws IOException {
    try (body) {
      if (status() != 200 && status() != 206) {
        body.readNBytes(WORTH_READING_OVER);
      }
    } catch (TransientException | InterruptedIOException e) {
      // The status was what mattered; the connection is closed either way.
    }
  }
}
