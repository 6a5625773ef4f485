package io.github.kitrail.content.registry;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.registry.http.HttpCall;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** One registry, with what was learned of it: how it wants to be asked, what it does not know. */
public final class Registry {
  private final RegistryClient client;
  private final Shared shared;
  private final UploadHabits uploadHabits = new UploadHabits();
  private final Lock referrersLock = new ReentrantLock();

  Registry(RegistryHost host, RegistryOptions options, Shared shared) {
    this.shared = shared;
    this.client = new RegistryClient(host, options, shared.http(), shared.credentials());
  }

  /** As references name it. */
  public String name() {
    return client.host().name();
  }

  /**
   * A repository, whether it exists or not.
   *
   * @throws KitrailException BAD_INPUT when this can be no repository's name
   */
  public RegistryRepository repository(String name) throws KitrailException {
    return new RegistryRepository(this, new Endpoint(client, client.host().repository(name)));
  }

  /**
   * Asks whether this is a registry that lets us in.
   *
   * @throws KitrailException ACCESS_DENIED, NOT_FOUND when it is something else
   */
  public void checkLogin() throws KitrailException {
    String what = "log in to " + name();
    client.control(
        what,
        HttpCall.of("GET", client.base().resolve("/v2/")),
        Set.of(),
        answer -> {
          if (answer.status() == 404) {
            throw new KitrailException(
                ErrorCode.NOT_FOUND,
                "Could not " + what + ": there is no registry at this address. Check the name.");
          }
          if (answer.status() != 200) {
            throw client.errors().refused(answer, what);
          }
          return true;
        });
  }

  UploadHabits uploadHabits() {
    return uploadHabits;
  }

  Shared shared() {
    return shared;
  }

  Lock referrersLock() {
    return referrersLock;
  }
}
