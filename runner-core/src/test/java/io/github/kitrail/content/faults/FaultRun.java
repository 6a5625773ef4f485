package io.github.kitrail.content.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitrail.KitrailException;
import io.github.kitrail.content.Copier;
import io.github.kitrail.content.PackOptions;
import io.github.kitrail.content.PackedModelKit;
import io.github.kitrail.content.Retry;
import io.github.kitrail.content.TestContent;
import io.github.kitrail.content.TransferListener;
import io.github.kitrail.content.folder.ModelFolder;
import io.github.kitrail.content.layout.OciLayout;
import io.github.kitrail.content.registry.Registries;
import io.github.kitrail.content.registry.RegistryOptions;
import io.github.kitrail.content.registry.RegistryRepository;
import io.github.kitrail.content.registry.auth.Credential;
import io.github.kitrail.fixture.Access;
import io.github.kitrail.fixture.FixtureRegistry;
import io.github.kitrail.fixture.RecordedRequest;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Kitfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** One push or pull against a registry of its own, with a fault somewhere on the way. */
final class FaultRun implements AutoCloseable {
  private static final Credential ANN = new Credential.Password("ann", "secret");
  private static final int LAYER = 6 * 1024 * 1024;
  private static final Kitfile KITFILE =
      new Kitfile(
          "1.0.0",
          Kitfile.Package.NONE,
          null,
          List.of(new Kitfile.Code("layer.bin", null, null, null)),
          List.of(),
          List.of());

  private final FixtureRegistry registry =
      FixtureRegistry.builder().access(Access.tokens().user("ann", "secret")).start();
  private final Retry retry =
      new Retry(3, Duration.ofMillis(1), Duration.ofSeconds(9), new Random(1), pause -> {});
  private final Copier copier = new Copier(retry, TransferListener.NONE, 1);
  private final Path directory;

  FaultRun(Path directory) {
    this.directory = directory;
  }

  /** A folder with one large file, to be shared by all runs. */
  static Path folder(Path directory) throws IOException {
    Path folder = Files.createDirectories(directory.resolve("folder"));
    byte[] content = new byte[LAYER];
    new Random(7).nextBytes(content);
    Files.write(folder.resolve("layer.bin"), content);
    return folder;
  }

  /**
   * Runs it with the fault.
   *
   * @return what a user sees: {@code recovers}, or exit status and sentence
   */
  String with(FaultKind kind, FaultPlace place, int times, Path folder) throws Exception {
    String seen;
    try (Registries before = registries();
        Registries registries = registries()) {
      if (!place.pushes()) {
        push(before, folder);
      }
      registry.forgetRequests();
      kind.play(registry, place, times);
      try {
        if (place.pushes()) {
          assertThat(registry.repository("acme/faq").manifest("v1")).isNull();
          push(registries, folder);
          registry.clearFaults();
        }
        pull(registries);
        seen = "recovers";
      } catch (KitrailException e) {
        seen = "exit " + e.code().exitStatus() + ": " + readable(e.getMessage());
      }
    }
    assertThat(registry.requests())
        .as("credentials stay with the registry")
        .filteredOn(request -> request.host().equals("other"))
        .extracting(RecordedRequest::authorization)
        .allMatch(String::isEmpty);
    return seen;
  }

  private Registries registries() {
    RegistryOptions options =
        RegistryOptions.builder()
            .plainHttp(true)
            .idleTimeout(Duration.ofSeconds(1))
            .retry(retry)
            .build();
    return new Registries(options, host -> host.equals(registry.host()) ? ANN : null);
  }

  private void push(Registries registries, Path folder) throws Exception {
    RegistryRepository repository = registries.repository(registry.host(), "acme/faq");
    PackedModelKit packed =
        copier.pack(ModelFolder.open(folder, KITFILE), repository, PackOptions.standard());
    retry.run(
        "attach evidence",
        reason -> {},
        () -> TestContent.evidence(repository, packed.descriptor(), "signature"));
    retry.run(
        "tag",
        reason -> {},
        () -> {
          repository.tag(packed.descriptor(), "v1");
          return true;
        });
  }

  /** What arrives was verified by its digests on the way. */
  private void pull(Registries registries) throws Exception {
    RegistryRepository repository = registries.repository(registry.host(), "acme/faq");
    OciLayout layout = OciLayout.at(directory.resolve("layout"));
    Descriptor modelKit = repository.resolve("v1");
    copier.copy(repository, modelKit, layout);
    assertThat(copier.copyReferrers(repository, modelKit, layout)).hasSize(1);
    assertThat(layout.contains(modelKit)).isTrue();
  }

  /** Without what differs from run to run. */
  private String readable(String message) {
    return message
        .replace(registry.host(), "REGISTRY")
        .replace(registry.otherHost(), "OTHER")
        .replaceAll("sha256:[0-9a-f]{64}", "sha256:…")
        .replaceAll("sha256:[0-9a-f]+…", "sha256:…")
        .replaceAll("(layer|blob|config) [0-9a-f]{8,}", "$1 …")
        .replaceAll("\\d+ bytes", "N bytes")
        .replace(directory.toString(), "DIR");
  }

  @Override
  public void close() {
    registry.close();
  }
}
