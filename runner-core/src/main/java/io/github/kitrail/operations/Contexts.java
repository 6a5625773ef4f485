package io.github.kitrail.operations;

import io.github.kitrail.KitrailException;
import io.github.kitrail.content.Copier;
import io.github.kitrail.content.Locations;
import io.github.kitrail.content.Retry;
import io.github.kitrail.content.layout.OciLayout;
import io.github.kitrail.content.registry.Registries;
import io.github.kitrail.content.registry.RegistryLogin;
import io.github.kitrail.content.registry.RegistryOptions;
import io.github.kitrail.content.registry.UploadMode;
import io.github.kitrail.content.registry.auth.CredentialStore;
import io.github.kitrail.content.registry.auth.DockerCredentials;
import io.github.kitrail.content.registry.http.TlsOptions;
import io.github.kitrail.content.store.Store;
import io.github.kitrail.environment.Environment;
import io.github.kitrail.evidence.keyless.Keyless;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Opens the context of one or more operations; closing it ends its connections. */
public final class Contexts implements AutoCloseable {
  /** The store's directory in kit's home. */
  private static final String STORAGE = "storage";

  private final Context context;
  private final Registries registries;
  private final Collection<Keyless> keyless;

  private Contexts(Context context, Registries registries, Collection<Keyless> keyless) {
    this.context = context;
    this.registries = registries;
    this.keyless = keyless;
  }

  /**
   * @throws KitrailException BAD_INPUT when there is no place for a store, or it is of an unknown
   *     version
   */
  public static Contexts open(
      Settings settings,
      Listener listener,
      Environment environment,
      Clock clock,
      Pauses pauses,
      Map<String, String> env)
      throws KitrailException {
    Path directory =
        settings.home() != null
            ? settings.home().toAbsolutePath().normalize().resolve(STORAGE)
            : Store.defaultDirectory(env, System.getProperty("os.name"));
    Path home = Objects.requireNonNull(directory.getParent(), "the store is in a directory");
    Store store = Store.at(directory);
    Retry retry = Retry.standard(pauses::spend);
    RegistryOptions options = options(settings, listener, clock, env, retry, home);
    Set<String> named = ConcurrentHashMap.newKeySet();
    Registries registries = new Registries(options, DockerCredentials.of(env, home, named));
    Locations locations =
        new Locations(
            reference -> store.repository(reference.repositoryName()),
            reference -> {
              named.add(reference.registry());
              return registries.repository(reference.registry(), reference.repository());
            },
            reference -> registries.repository(reference.registry(), reference.repository()),
            OciLayout::at);
    RegistryLogin login = new RegistryLogin(options, new CredentialStore(env, home));
    Copier copier = new Copier(retry, listener, settings.concurrency());
    Collection<Keyless> keyless = new ConcurrentLinkedQueue<>();
    Context.KeylessOpener opener =
        chosen -> {
          Keyless opened = new Keyless(chosen, options.http(), retry, clock, env, listener::warned);
          keyless.add(opened);
          return opened;
        };
    return new Contexts(
        new Context(
            home,
            store,
            locations,
            login,
            copier,
            retry,
            listener,
            environment,
            clock,
            env,
            opener),
        registries,
        keyless);
  }

  private static RegistryOptions options(
      Settings settings,
      Listener listener,
      Clock clock,
      Map<String, String> env,
      Retry retry,
      Path home)
      throws KitrailException {
    return RegistryOptions.builder()
        .environment(env)
        .plainHttp(settings.plainHttp())
        .tls(
            new TlsOptions(
                settings.tlsVerify(), settings.tlsCa(), settings.tlsCert(), settings.tlsKey()))
        .retry(retry)
        .onRetry(reason -> listener.retrying("the registry", reason))
        .clock(clock)
        .upload(UploadMode.parse(settings.upload()))
        .transfers(home.resolve("kitrail").resolve("transfers"))
        .build();
  }

  public Context context() {
    return context;
  }

  @Override
  public void close() {
    registries.close();
    keyless.forEach(Keyless::close);
  }
}
