package io.github.kitrail.content.registry;

import io.github.kitrail.KitrailException;
import io.github.kitrail.content.registry.auth.Credentials;
import io.github.kitrail.content.registry.http.Http;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All registries of one run, over one pool of connections. Safe for many threads. */
public final class Registries implements AutoCloseable {
  private final RegistryOptions options;
  private final Credentials credentials;
  private final BlobHomes homes;
  private final UploadRates rates;
  private final Map<String, Registry> registries = new HashMap<>();
  private @Nullable Shared shared;

  public Registries(RegistryOptions options, Credentials credentials) {
    this.options = options;
    this.credentials = credentials;
    Path transfers = options.transfers();
    Path known = transfers == null ? null : transfers.resolveSibling("registries");
    this.homes = new BlobHomes(known);
    this.rates = new UploadRates(known);
  }

  /**
   * A registry; nothing is asked of it yet.
   *
   * @param host and port where it needs one, such as {@code ghcr.io} or {@code localhost:5000}
   * @throws KitrailException BAD_INPUT when this can be no host, or the options cannot be used
   */
  public synchronized Registry registry(String host) throws KitrailException {
    RegistryHost parsed = RegistryHost.parse(host);
    Registry known = registries.get(parsed.name());
    if (known == null) {
      known = new Registry(parsed, options, shared());
      registries.put(parsed.name(), known);
    }
    return known;
  }

  /** The same with a repository of it, such as {@code acme/faq}. */
  public RegistryRepository repository(String host, String name) throws KitrailException {
    return registry(host).repository(name);
  }

  /** Made when it is needed, as most commands do without. */
  private Shared shared() throws KitrailException {
    Shared made = shared;
    if (made == null) {
      Http http = new Http(options.http());
      made = new Shared(http, credentials, new Ranges(options.ranges()), homes, rates);
      shared = made;
    }
    return made;
  }

  @Override
  public synchronized void close() {
    if (shared != null) {
      shared.http().close();
      shared = null;
    }
    homes.save();
    rates.save();
    registries.clear();
  }
}
