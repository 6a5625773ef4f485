package io.github.kitrail.content.folder;

import io.github.kitrail.KitrailException;
import io.github.kitrail.content.Blob;
import io.github.kitrail.content.PendingBlob;
import io.github.kitrail.content.Sink;
import io.github.kitrail.modelkit.AssetLayer;
import io.github.kitrail.modelkit.Descriptor;
import java.io.IOException;
import java.io.InputStream;

/** A place that layers are copied to in order to be read: nothing of them is kept. */
abstract class ReadingSink implements Sink {
  private final UnpackPlan plan;

  ReadingSink(UnpackPlan plan) {
    this.plan = plan;
  }

  final UnpackPlan plan() {
    return plan;
  }

  /** Which layers to copy here. */
  public final boolean accepts(Descriptor layer) {
    return plan.find(layer.digest()) != null;
  }

  /**
   * Reads a wanted layer. May be called again for the same one after a failure, so what was found
   * is to be kept only when this ends well.
   *
   * @param verified ends only when the bytes are right
   */
  abstract void read(AssetLayer layer, InputStream verified) throws IOException, KitrailException;

  /** Nothing is needed here but wanted layers. */
  @Override
  public final boolean contains(Descriptor content) {
    return !content.isManifest() && !accepts(content);
  }

  @Override
  public final void write(Blob blob) throws IOException, KitrailException {
    AssetLayer layer = plan.find(blob.descriptor().digest());
    if (layer != null) {
      try (InputStream verified = blob.open()) {
        read(layer, verified);
      }
    }
  }

  /** Only what is known can be read here. */
  @Override
  public final Descriptor write(PendingBlob blob) {
    throw new UnsupportedOperationException("a folder's files need no ModelKit to be read");
  }

  @Override
  public final void writeManifest(Descriptor manifest, byte[] bytes) {}

  @Override
  public final void tag(Descriptor manifest, String tag) {
    throw new UnsupportedOperationException("what is only read has no tags");
  }
}
