package io.github.kitrail.evidence;

import io.github.kitrail.content.Blob;
import io.github.kitrail.modelkit.Descriptor;
import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** A small document that is in memory already. */
record BytesBlob(Descriptor descriptor, byte[] bytes) implements Blob {
  static BytesBlob of(String mediaType, byte[] bytes) {
    return new BytesBlob(Descriptor.of(mediaType, bytes), bytes);
  }

  @Override
  public InputStream open() {
    return new ByteArrayInputStream(bytes);
  }
}
