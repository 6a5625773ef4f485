package io.github.kitrail.content;

import io.github.kitrail.KitrailException;
import io.github.kitrail.modelkit.Descriptor;
import java.io.IOException;

/** A real sink that a test may interfere with. */
public class ForwardingSink implements Sink {
  private final Sink sink;

  public ForwardingSink(Sink sink) {
    this.sink = sink;
  }

  @Override
  public String name() {
    return sink.name();
  }

  @Override
  public long bytesToCome() {
    return sink.bytesToCome();
  }

  @Override
  public Lease lease() throws IOException, KitrailException {
    return sink.lease();
  }

  @Override
  public boolean contains(Descriptor content) throws IOException, KitrailException {
    return sink.contains(content);
  }

  @Override
  public void isThere(String identity) {
    sink.isThere(identity);
  }

  @Override
  public void write(Blob blob) throws IOException, KitrailException {
    sink.write(blob);
  }

  @Override
  public Descriptor write(PendingBlob blob) throws IOException, KitrailException {
    return sink.write(blob);
  }

  @Override
  public void writeManifest(Descriptor manifest, byte[] bytes)
      throws IOException, KitrailException {
    sink.writeManifest(manifest, bytes);
  }

  @Override
  public void tag(Descriptor manifest, String tag) throws IOException, KitrailException {
    sink.tag(manifest, tag);
  }
}
