package io.github.kitrail.act;

import io.github.kitrail.RegistryPeers;
import io.github.kitrail.RunningRegistry;
import io.github.kitrail.fixture.Certificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A real registry, empty at first, that is GitHub's for a workflow. */
record Packages(RunningRegistry registry, PackageHost host, Path data) implements AutoCloseable {
  static Packages start(Certificates certificates, Path folder) throws IOException {
    RunningRegistry registry =
        RegistryPeers.dockerRegistryTls(
            folder,
            certificates.serverCertificate(),
            certificates.serverKey(),
            Map.of(
                LocalGitHub.ACTOR, LocalGitHub.TOKEN.toCharArray(),
                LocalGitHub.ROBOT, LocalGitHub.ROBOT_PASSWORD.toCharArray()));
    return new Packages(
        registry,
        new PackageHost(certificates, registry.host()),
        folder.resolve("docker-registry/docker/registry/v2/repositories"));
  }

  /** What a tag of the repository names, by the registry's own files. */
  Optional<String> tag(String name) throws IOException {
    Path link = data.resolve(ModelRepository.NAME + "/_manifests/tags/" + name + "/current/link");
    return Files.exists(link) ? Optional.of(Files.readString(link)) : Optional.empty();
  }

  /** Whether anything was ever pushed. */
  boolean isEmpty() {
    return Files.notExists(data);
  }

  @Override
  public void close() throws IOException {
    try (registry) {
      host.close();
    }
  }
}
