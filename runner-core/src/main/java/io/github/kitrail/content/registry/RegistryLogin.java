package io.github.kitrail.content.registry;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.registry.auth.Credential;
import io.github.kitrail.content.registry.auth.CredentialStore;

/** Logs in and out, where kit's logins are kept. */
public final class RegistryLogin {
  private final RegistryOptions options;
  private final CredentialStore store;

  public RegistryLogin(RegistryOptions options, CredentialStore store) {
    this.options = options;
    this.store = store;
  }

  /**
   * Keeps a credential that the registry accepts.
   *
   * @throws KitrailException ACCESS_DENIED when it does not; nothing is kept then
   */
  public void login(String registry, Credential credential) throws KitrailException {
    try (Registries registries = new Registries(options, asked -> credential)) {
      Registry checked = registries.registry(registry);
      check(checked);
      store.save(checked.name(), credential);
    }
  }

  private static void check(Registry registry) throws KitrailException {
    try {
      registry.checkLogin();
    } catch (KitrailException e) {
      if (e.code() != ErrorCode.ACCESS_DENIED) {
        throw e;
      }
      throw new KitrailException(
          ErrorCode.ACCESS_DENIED,
          "Could not log in to "
              + registry.name()
              + ": it does not accept this user name, password or token. Nothing was kept.",
          e);
    }
  }

  /**
   * Forgets a login.
   *
   * @return whether there was one here; docker's and podman's own files are left alone
   */
  public boolean logout(String registry) throws KitrailException {
    return store.erase(RegistryHost.parse(registry).name());
  }
}
