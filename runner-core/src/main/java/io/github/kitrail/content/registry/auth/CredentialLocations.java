package io.github.kitrail.content.registry.auth;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The files that may have credentials, those that come first win: kit's, docker's, podman's. */
final class CredentialLocations {
  private CredentialLocations() {}

  static Path kit(Path kitopsHome) {
    return kitopsHome.resolve("credentials.json");
  }

  static List<Path> all(Map<String, String> environment, Path kitopsHome) {
    List<Path> files = new ArrayList<>(List.of(kit(kitopsHome)));
    String home = first(environment, "HOME", "USERPROFILE");
    String docker = first(environment, "DOCKER_CONFIG");
    if (docker != null) {
      files.add(Path.of(docker, "config.json"));
    } else if (home != null) {
      files.add(Path.of(home, ".docker", "config.json"));
    }
    String podman = first(environment, "REGISTRY_AUTH_FILE");
    String runtime = first(environment, "XDG_RUNTIME_DIR");
    if (podman != null) {
      files.add(Path.of(podman));
      return files;
    }
    if (runtime != null) {
      files.add(Path.of(runtime, "containers", "auth.json"));
    }
    String config = first(environment, "XDG_CONFIG_HOME");
    if (config != null) {
      files.add(Path.of(config, "containers", "auth.json"));
    } else if (home != null) {
      files.add(Path.of(home, ".config", "containers", "auth.json"));
    }
    return files;
  }

  private static @Nullable String first(Map<String, String> environment, String... names) {
    for (String name : names) {
      String value = environment.getOrDefault(name, "");
      if (!value.isBlank()) {
        return value;
      }
    }
    return null;
  }
}
