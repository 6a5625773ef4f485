package io.github.kitrail.content.registry;

import io.github.kitrail.KitrailException;
import io.github.kitrail.modelkit.Descriptor;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Chooses the way to upload, and another one when the registry does not know the first. */
final class BlobUploads {
  // Up to here one PUT costs less than streaming, and the content may be held in memory.
  private static final int SMALL = 1024 * 1024;

  /** From here on it matters that an upload can go on after a cut, which one PUT cannot. */
  private static final long LARGE = 8 * 1024 * 1024;

  private final Map<UploadMode, Upload> ways;
  private final UploadMode mode;
  private final UploadHabits habits;

  BlobUploads(Endpoint endpoint, UploadMode mode, UploadHabits habits) {
    RegistryTraits traits = RegistryTraits.of(endpoint.client().host().name());
    OpenUploads uploads =
        new OpenUploads(
            endpoint.client().options().transfers(), endpoint.client().options().clock());
    this.ways =
        Map.of(
            UploadMode.STREAMED,
                new StreamedUpload(
                    endpoint, uploads, traits.resumes(), mode == UploadMode.STREAMED),
            UploadMode.DIGEST_FIRST, new WholeUpload(endpoint),
            UploadMode.CHUNKED, new ChunkedUpload(endpoint));
    this.mode = mode;
    this.habits = habits;
  }

  Descriptor upload(Payload payload) throws IOException, KitrailException {
    if (mode != UploadMode.AUTO) {
      return first(List.of(mode), payload);
    }
    Payload content = payload.descriptor() == null ? held(payload) : payload;
    boolean whole = content.descriptor() != null && content.size() < LARGE;
    List<UploadMode> order = new ArrayList<>();
    order.add(whole ? UploadMode.DIGEST_FIRST : UploadMode.STREAMED);
    order.add(whole ? UploadMode.STREAMED : UploadMode.DIGEST_FIRST);
    order.add(UploadMode.CHUNKED);
    order.removeIf(habits::refuses);
    return first(order.isEmpty() ? List.of(UploadMode.STREAMED) : order, content);
  }

  /** The first of these ways that the registry knows; the others are not tried again. */
  private Descriptor first(List<UploadMode> order, Payload payload)
      throws IOException, KitrailException {
    List<UploadMode> refused = new ArrayList<>();
    @Nullable KitrailException sentence = null;
    boolean tooLarge = false;
    for (UploadMode way : order) {
      if (tooLarge && way != UploadMode.CHUNKED) {
        continue;
      }
      try {
        Descriptor written = way(way).upload(payload);
        refused.forEach(habits::refuse);
        return written;
      } catch (UploadRefused e) {
        refused.add(way);
        tooLarge |= e.isTooLarge();
        if (sentence == null) {
          sentence = e.sentence();
        } else {
          sentence.addSuppressed(e.sentence());
        }
      }
    }
    throw Objects.requireNonNull(sentence, "there is a way at least");
  }

  private Upload way(UploadMode named) {
    return Objects.requireNonNull(ways.get(named), "every way but AUTO is there");
  }

  /** Reads small content into memory, which gives its digest; larger content stays as it is. */
  private static Payload held(Payload payload) throws IOException, KitrailException {
    if (payload.size() > SMALL) {
      return payload;
    }
    try (InputStream in = payload.opener().open()) {
      byte[] content = in.readNBytes(SMALL + 1);
      return content.length > SMALL ? payload : Payload.of(payload.mediaType(), content);
    }
  }
}
