package io.github.kitrail.operations;

import io.github.kitrail.KitrailException;
import io.github.kitrail.content.registry.auth.Credential;

/** Keeps and forgets the credentials of registries, where kit keeps them. */
public final class Login {
  /** The file in kit's home; a helper that it names is used instead. */
  private static final String FILE = "credentials.json";

  private Login() {}

  /** {@code registry} is a host, with its port where it has one. */
  public record Request(String registry, String username, String password) {
    /** Without the password. */
    @Override
    public String toString() {
      return "Request[registry=" + registry + ", username=" + username + "]";
    }
  }

  /** The registry, and the file that knows it. */
  public record Result(String registry, String keptIn) {}

  /** Asks the registry first: what it refuses is not kept. */
  public static Result run(Request request, Context context) throws KitrailException {
    context
        .login()
        .login(request.registry(), new Credential.Password(request.username(), request.password()));
    return new Result(request.registry(), context.home().resolve(FILE).toString());
  }

  /** Forgets a registry; it is no error when nothing was known. */
  public static Result out(String registry, Context context) throws KitrailException {
    context.login().logout(registry);
    return new Result(registry, context.home().resolve(FILE).toString());
  }
}
