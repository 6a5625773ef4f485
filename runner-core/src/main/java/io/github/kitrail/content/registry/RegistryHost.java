package io.github.kitrail.content.registry;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.net.URI;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A registry's name, and where its API is.
 *
 * @param name as references have it
 * @param api the host, and port where there is one, that is connected to
 */
record RegistryHost(String name, String api) {
  private static final Pattern SYNTAX =
      Pattern.compile(
          "(?:[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+])(?::\\d{1,5})?");
  private static final Pattern REPOSITORY =
      Pattern.compile(
          "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*");

  // Docker Hub answers to several names, its API to one.
  private static final String DOCKER_HUB = "docker.io";
  private static final Set<String> DOCKER_HUB_NAMES =
      Set.of(DOCKER_HUB, "index.docker.io", "registry-1.docker.io");

  static RegistryHost parse(String name) throws KitrailException {
    if (!SYNTAX.matcher(name).matches()) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "\""
              + name
              + "\" is no registry: write its host, and :port where it needs one, such as"
              + " ghcr.io or localhost:5000.");
    }
    return DOCKER_HUB_NAMES.contains(name)
        ? new RegistryHost(DOCKER_HUB, "registry-1.docker.io")
        : new RegistryHost(name, name);
  }

  URI base(boolean plainHttp) {
    return URI.create((plainHttp ? "http://" : "https://") + api);
  }

  /** The repository's full name: Docker Hub's own are below {@code library/}. */
  String repository(String repository) throws KitrailException {
    if (!REPOSITORY.matcher(repository).matches()) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "\""
              + repository
              + "\" is no repository: write lower-case letters, digits, and . _ - /"
              + " between them, such as acme/faq.");
    }
    boolean isOfficial = name.equals(DOCKER_HUB) && repository.indexOf('/') < 0;
    return isOfficial ? "library/" + repository : repository;
  }
}
