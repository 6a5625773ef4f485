package io.github.kitrail.content.registry.http;

import io.github.kitrail.KitrailException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What a request sends. */
public interface RequestBody {
  /** Its bytes, or -1 when only reading tells. */
  long length();

  /** Whether it may be sent anew at no cost, on another connection. */
  default boolean isInMemory() {
    return false;
  }

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
      public boolean isInMemory() {
        return true;
      }

      @Override
      public InputStream open() {
        return new ByteArrayInputStream(content);
      }
    };
  }
}
