package io.github.kitrail.content.registry;

import io.github.kitrail.KitrailException;
import io.github.kitrail.content.Blob;
import io.github.kitrail.content.PendingBlob;
import io.github.kitrail.modelkit.Descriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is to be uploaded.
 *
 * @param size its bytes, or -1 when only reading tells
 * @param descriptor null as long as nobody knows the digest
 * @param identity equal strings mean equal bytes; null when nobody knows
 * @param opener opens a fresh stream from the beginning
 * @param digested hears what was read to its end, before it is known to have arrived
 */
record Payload(
    String mediaType,
    long size,
    @Nullable Descriptor descriptor,
    @Nullable String identity,
    Opener opener,
    Consumer<Descriptor> digested) {

  /** Opens the content anew for each try. */
  @FunctionalInterface
  interface Opener {
    InputStream open() throws IOException, KitrailException;
  }

  static Payload of(Blob blob) {
    Descriptor descriptor = blob.descriptor();
    return new Payload(
        descriptor.mediaType(),
        descriptor.size(),
        descriptor,
        blob.identity(),
        blob::open,
        read -> {});
  }

  static Payload of(PendingBlob blob) {
    return new Payload(
        blob.mediaType(), blob.size(), null, blob.identity(), blob::open, blob::digested);
  }

  static Payload of(String mediaType, byte[] content) {
    Descriptor descriptor = Descriptor.of(mediaType, content);
    return new Payload(
        mediaType,
        content.length,
        descriptor,
        null,
        () -> new ByteArrayInputStream(content),
        read -> {});
  }

  Payload with(Descriptor known) {
    return new Payload(mediaType, known.size(), known, identity, opener, digested);
  }

  /** What it is called in messages. */
  String label() {
    return descriptor == null
        ? "a blob of the type " + mediaType
        : Endpoint.label(descriptor.digest());
  }
}
