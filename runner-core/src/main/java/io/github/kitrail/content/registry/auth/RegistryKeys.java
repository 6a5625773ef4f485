package io.github.kitrail.content.registry.auth;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Under which keys credential files and helpers keep a registry, by Docker's rules.
 *
 * @param main the key that is written, and that helpers are asked for
 * @see <a
 *     href="https://github.com/docker/cli/blob/master/cli/config/credentials/file_store.go">Docker's
 *     file store</a>
 */
record RegistryKeys(String main, Set<String> hosts) {
  private static final String DOCKER_HUB = "https://index.docker.io/v1/";
  private static final Set<String> DOCKER_HUB_HOSTS =
      Set.of("docker.io", "index.docker.io", "registry-1.docker.io", "registry.hub.docker.com");

  static RegistryKeys of(String registry) {
    return DOCKER_HUB_HOSTS.contains(registry)
        ? new RegistryKeys(DOCKER_HUB, DOCKER_HUB_HOSTS)
        : new RegistryKeys(registry, Set.of(registry));
  }

  /** The keys among these that are this registry's: exact ones first. */
  List<String> among(List<String> keys) {
    return keys.stream()
        .filter(key -> key.equals(main) || hosts.contains(host(key)))
        .sorted((a, b) -> Boolean.compare(b.equals(main), a.equals(main)))
        .toList();
  }

  /** Old files have URLs as keys: {@code https://host/v1/}. */
  private static String host(String key) {
    String rest = key.toLowerCase(Locale.ROOT);
    for (String scheme : List.of("https://", "http://")) {
      if (rest.startsWith(scheme)) {
        rest = rest.substring(scheme.length());
      }
    }
    int slash = rest.indexOf('/');
    return slash < 0 ? rest : rest.substring(0, slash);
  }
}
