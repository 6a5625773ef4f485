package io.github.kitrail.content.registry.http;

import io.github.kitrail.KitrailException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What a request sends. */
public interface RequestBody {
  /** Its bytes, or -1 when only reading tells. */
  long length();

  /** A fresh stream from the beginning. */
  InputStream open() throws IOException, KitrailException;

  /** These bytes. */
  static RequestBody of(byte[] content) {
    return new RequestBody() {
      @Override
      public long length() {
        return content.length;
      }

      @Override
      public InputStream open() {
        return new ByteArrayInputStream(content);
      }
    };
  }
}
