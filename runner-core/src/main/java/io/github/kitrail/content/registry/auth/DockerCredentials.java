package io.github.kitrail.content.registry.auth;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Credentials as the tools around us keep them; the first source that has one wins. In this order:
 * what the user said outright, {@code KITRAIL_REGISTRY_USERNAME} and {@code
 * KITRAIL_REGISTRY_PASSWORD}, kit's {@code credentials.json}, docker's {@code config.json},
 * podman's {@code auth.json}. A source that is broken fails only those whose credential no other
 * one has.
 */
public final class DockerCredentials implements Credentials {
  private static final Duration HELPER_TIMEOUT = Duration.ofSeconds(60);

  private final List<Credentials> sources;

  private DockerCredentials(List<Credentials> sources) {
    this.sources = List.copyOf(sources);
  }

  /**
   * Looks in all these places.
   *
   * @param environment where the variables, the home directory and PATH are looked up
   * @param kitopsHome where kit keeps its things
   * @param named the registries that the user named on the command line. The variables' password is
   *     given to these only, never to one that some file refers to. Looked at whenever a credential
   *     is wanted, so it may grow.
   */
  public static DockerCredentials of(
      Map<String, String> environment, Path kitopsHome, Set<String> named) {
    CredentialHelpers helpers = new CredentialHelpers(environment, HELPER_TIMEOUT);
    List<Credentials> sources = new ArrayList<>();
    sources.add(
        registry ->
            RegistryKeys.of(registry).hosts().stream().anyMatch(named::contains)
                ? fromVariables(environment)
                : null);
    for (Path file : CredentialLocations.all(environment, kitopsHome)) {
      sources.add(new CredentialFile(file, helpers));
    }
    return new DockerCredentials(sources);
  }

  /** The same, but this credential for this registry. */
  public DockerCredentials with(String registry, Credential credential) {
    List<Credentials> more = new ArrayList<>();
    more.add(asked -> RegistryKeys.of(asked).equals(RegistryKeys.of(registry)) ? credential : null);
    more.addAll(sources);
    return new DockerCredentials(more);
  }

  @Override
  public @Nullable Credential find(String registry) throws KitrailException {
    KitrailException problem = null;
    for (Credentials source : sources) {
      try {
        Credential found = source.find(registry);
        if (found != null) {
          return found;
        }
      } catch (KitrailException e) {
        problem = problem == null ? e : problem;
      }
    }
    if (problem != null) {
      throw problem;
    }
    return null;
  }

  private static @Nullable Credential fromVariables(Map<String, String> environment)
      throws KitrailException {
    String username = environment.getOrDefault("KITRAIL_REGISTRY_USERNAME", "");
    String password = environment.getOrDefault("KITRAIL_REGISTRY_PASSWORD", "");
    if (password.isEmpty()) {
      if (!username.isEmpty()) {
        throw new KitrailException(
            ErrorCode.BAD_CREDENTIAL,
            "KITRAIL_REGISTRY_USERNAME is set, but KITRAIL_REGISTRY_PASSWORD is empty. Set both.");
      }
      return null;
    }
    return username.isEmpty()
        ? new Credential.IdentityToken(password)
        : new Credential.Password(username, password);
  }
}
