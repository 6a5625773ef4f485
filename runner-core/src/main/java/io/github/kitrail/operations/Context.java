package io.github.kitrail.operations;

import io.github.kitrail.KitrailException;
import io.github.kitrail.content.Copier;
import io.github.kitrail.content.Locations;
import io.github.kitrail.content.Retry;
import io.github.kitrail.content.registry.RegistryLogin;
import io.github.kitrail.content.store.Store;
import io.github.kitrail.environment.Environment;
import io.github.kitrail.evidence.keyless.Keyless;
import io.github.kitrail.evidence.keyless.KeylessOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * What every operation works with.
 *
 * @param home kit's directory, which holds the local store and what Kitrail keeps beside it
 * @param keyless opens keyless signing and verifying; closed with the rest
 */
public record Context(
    Path home,
    Store store,
    Locations locations,
    RegistryLogin login,
    Copier copier,
    Retry retry,
    Listener listener,
    Environment environment,
    Clock clock,
    Map<String, String> env,
    KeylessOpener keyless) {

  /** A part of a longer work, until it is closed. */
  @FunctionalInterface
  public interface Part extends AutoCloseable {
    @Override
    void close();
  }

  /** A long part of the work begins: in CI its lines are a group of the log, else a note. */
  public Part begin(String name) {
    if (environment.isCi()) {
      return environment.group(name)::close;
    }
    listener.note(name);
    return () -> {};
  }

  /** Nothing of sigstore is loaded before this is called. */
  @FunctionalInterface
  public interface KeylessOpener {
    Keyless open(KeylessOptions options) throws KitrailException;
  }
}
