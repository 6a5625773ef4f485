package io.github.kitrail.content;

import io.github.kitrail.KitrailException;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** A real source that a test may interfere with. */
public class ForwardingSource implements Source {
  private final Source source;

  public ForwardingSource(Source source) {
    this.source = source;
  }

  @Override
  public String name() {
    return source.name();
  }

  @Override
  public Descriptor resolve(String reference) throws IOException, KitrailException {
    return source.resolve(reference);
  }

  @Override
  public InputStream open(Descriptor content, long offset) throws IOException, KitrailException {
    return source.open(content, offset);
  }

  @Override
  public List<Descriptor> referrers(Digest subject) throws IOException, KitrailException {
    return source.referrers(subject);
  }

  @Override
  public List<String> tags() throws IOException, KitrailException {
    return source.tags();
  }
}
