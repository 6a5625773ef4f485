package io.github.kitrail.content.registry;

import io.github.kitrail.KitrailException;
import io.github.kitrail.modelkit.Descriptor;
import java.io.IOException;
import java.io.InputStream;

/** Chooses the way to upload, and another one when the registry does not know the first. */
final class BlobUploads {
  // Up to here one PUT costs less than streaming, and the content may be held in memory.
  private static final int SMALL = 1024 * 1024;

  private final Upload streamed;
  private final Upload whole;
  private final UploadMode mode;
  private final UploadHabits habits;

  BlobUploads(Endpoint endpoint, UploadMode mode, UploadHabits habits) {
    this.streamed = new StreamedUpload(endpoint);
    this.whole = new WholeUpload(endpoint);
    this.mode = mode;
    this.habits = habits;
  }

  Descriptor upload(Payload payload) throws IOException, KitrailException {
    if (mode != UploadMode.AUTO) {
      return only(mode == UploadMode.STREAMED ? streamed : whole, payload);
    }
    Payload content = payload.descriptor() == null ? held(payload) : payload;
    if (content.descriptor() != null) {
      return habits.wholeIsRefused() ? only(streamed, content) : wholeFirst(content);
    }
    return habits.streamIsRefused() ? only(whole, content) : streamedFirst(content);
  }

  private static Descriptor only(Upload way, Payload payload) throws IOException, KitrailException {
    try {
      return way.upload(payload);
    } catch (UploadRefused e) {
      throw e.sentence();
    }
  }

  private Descriptor wholeFirst(Payload payload) throws IOException, KitrailException {
    try {
      return whole.upload(payload);
    } catch (UploadRefused e) {
      Descriptor written = second(streamed, payload, e);
      habits.refuseWhole();
      return written;
    }
  }

  private Descriptor streamedFirst(Payload payload) throws IOException, KitrailException {
    try {
      return streamed.upload(payload);
    } catch (UploadRefused e) {
      Descriptor written = second(whole, payload, e);
      habits.refuseStream();
      return written;
    }
  }

  private static Descriptor second(Upload way, Payload payload, UploadRefused first)
      throws IOException, KitrailException {
    try {
      return way.upload(payload);
    } catch (UploadRefused e) {
      KitrailException sentence = first.sentence();
      sentence.addSuppressed(e.sentence());
      throw sentence;
    }
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
