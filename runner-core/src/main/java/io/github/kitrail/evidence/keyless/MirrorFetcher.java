package io.github.kitrail.evidence.keyless;

import dev.sigstore.tuf.Fetcher;
import io.github.kitrail.KitrailException;
import java.io.IOException;
import java.net.URI;

/** Lets sigstore-java's TUF client fetch over the one HTTP stack. */
record MirrorFetcher(URI base, ServiceClient services) implements Fetcher {
  @Override
  public String getSource() {
    return base.toString();
  }

  @Override
  @SuppressWarnings("NullAway") // null is the library's word for what is not there
  public byte[] fetchResource(String filename, int maxLength) throws IOException {
    try {
      return services
          .find("fetch " + filename, ServiceClient.at(base, filename), maxLength)
          .orElse(null);
    } catch (KitrailException e) {
      throw new Failed(e);
    }
  }

  /** Carries ours through the library. */
  static final class Failed extends IOException {
    private static final long serialVersionUID = 1L;
    private final transient KitrailException reason;

    Failed(KitrailException reason) {
      super(reason.getMessage(), reason);
      this.reason = reason;
    }

    KitrailException reason() {
      return reason;
    }
  }
}
