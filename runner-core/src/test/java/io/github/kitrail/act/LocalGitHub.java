package io.github.kitrail.act;

import io.github.kitrail.Peers;
import io.github.kitrail.evidence.keyless.KeylessStack;
import io.github.kitrail.fixture.Certificates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a workflow has around it on GitHub, on this machine: containers in a Docker daemon of our
 * own with the image that was built here, the container registry, and those who vouch for jobs and
 * log signatures. {@link WorkflowRun} is the runner. All of it listens on 127.0.0.1 only, or on
 * sockets in its folder.
 */
final class LocalGitHub implements AutoCloseable {
  /** Who starts the workflows. */
  static final String ACTOR = "octocat";

  /** The token of every job; the registry takes it from {@link #ACTOR}. */
  static final String TOKEN = "ghs_16C7e42F292c6912E7710c838347Ae178B4a";

  /** The token of the jobs of a fork's pull request. */
  static final String READING_TOKEN = "ghs_0a1B2c3D4e5F6a7B8c9D0e1F2a3B4c5D6e7F";

  /** Another user of the registry, with a password that is no secret of the repository. */
  static final String ROBOT = "robot";

  static final String ROBOT_PASSWORD = "not-a-secret-of-the-repository";

  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private final Path folder;
  private final Dockerd docker;
  private final Certificates certificates;
  private final Packages packages;
  private final KeylessStack identities;

  private LocalGitHub(Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    try {
      this.docker = closing(Dockerd.start(folder.resolve("d")));
      KitrailImage.load(docker, folder);
      this.certificates =
          Certificates.generate(
              Files.createDirectory(folder.resolve("certificates")), PackageHost.NAME);
      this.packages = newPackages();
      this.identities = closing(KeylessStack.start(Files.createDirectory(folder.resolve("s"))));
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /** Takes about five seconds; what is not installed or not built skips the test by name. */
  static LocalGitHub start() throws IOException, InterruptedException {
    for (String peer : List.of("act", "dockerd", "docker", "containerd", "runc", "cosign3")) {
      Peers.program(peer);
    }
    KitrailImage.archive();
    Path folder = Files.createTempDirectory("act");
    if (!Integer.valueOf(0).equals(Files.getAttribute(folder, "unix:uid"))) {
      Files.delete(folder);
      Peers.without("dockerd needs root");
    }
    return new LocalGitHub(folder);
  }

  private <T extends AutoCloseable> T closing(T part) {
    started.push(part);
    return part;
  }

  /** Containers see this folder, and of the machine's others only what is made for them. */
  Path folder() {
    return folder;
  }

  /** For files of one test. */
  Path newFolder(String name) throws IOException {
    return Files.createTempDirectory(folder, name + "-");
  }

  Dockerd docker() {
    return docker;
  }

  /** The registry of workflows that do not bring one of their own. */
  Packages packages() {
    return packages;
  }

  /** Another one, for tests that want it empty; closed with all the rest. */
  Packages newPackages() throws IOException {
    return closing(Packages.start(certificates, newFolder("registry")));
  }

  /** For another registry under the same name. */
  Certificates certificates() {
    return certificates;
  }

  KeylessStack identities() {
    return identities;
  }

  @Override
  public void close() {
    while (!started.isEmpty()) {
      try {
        started.pop().close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
    delete(folder);
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
