package io.github.kitrail.evidence.keyless;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sigstore.tuf.RootProvider;
import dev.sigstore.tuf.SigstoreTufClient;
import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.Retry;
import io.github.kitrail.content.registry.RegistryOptions;
import io.github.kitrail.evidence.Samples;
import io.github.kitrail.modelkit.Digest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against what the public sigstore served one day, from the root that comes with the library. */
class RealPublicInstanceTest {
  private static final Instant THAT_DAY = Instant.parse("2026-08-22T00:00:00Z");
  private static final List<String> METADATA =
      List.of(
          "11.root.json",
          "12.root.json",
          "13.root.json",
          "14.root.json",
          "15.root.json",
          "timestamp.json",
          "165.snapshot.json",
          "14.targets.json");
  private static final List<String> TARGETS =
      List.of("trusted_root.json", "signing_config.v0.2.json", "signing_config_rekor_v2.v0.2.json");

  @TempDir Path cache;
  private TufMirror mirror;
  private ServiceClient services;

  @BeforeEach
  void serveThatDay() throws Exception {
    Map<String, byte[]> files = new TreeMap<>();
    for (String name : METADATA) {
      files.put(name, Samples.bytes("public-sigstore/" + name));
    }
    for (String name : TARGETS) {
      byte[] target = Samples.bytes("public-sigstore/" + name);
      files.put("targets/" + Digest.of(target).hex() + "." + name, target);
    }
    mirror = new TufMirror().serving(files);
    services = new ServiceClient(RegistryOptions.builder().build().http(), Retry.standard());
  }

  @AfterEach
  void end() {
    mirror.close();
    services.close();
  }

  private PublicInstance at(Instant when) {
    return new PublicInstance(
        mirror.uri(),
        RootProvider.fromResource(SigstoreTufClient.PUBLIC_GOOD_ROOT_RESOURCE),
        cache,
        services,
        () -> when,
        warning -> {
          throw new IllegalStateException(warning);
        });
  }

  @Test
  void itsTrustIsTakenOverFiveChangesOfTheRoot() throws Exception {
    try (PublicInstance instance = at(THAT_DAY)) {
      assertThat(instance.trustedRoot().getCAs()).hasSize(2);
      assertThat(instance.trustedRoot().getTLogs())
          .extracting(log -> log.getBaseUrl().getHost())
          .contains("rekor.sigstore.dev", "log2025-1.rekor.sigstore.dev");
    }
    assertThat(mirror.asked()).contains("11.root.json", "15.root.json", "16.root.json");
  }

  /** The config that all clients read names a log of version 1 only, to which we do not write. */
  @Test
  void itsServicesAreThoseOfTheConfigForLogsOfVersion2() throws Exception {
    try (PublicInstance instance = at(THAT_DAY)) {
      SigningServices services = SigningServices.of(instance.signingConfig());
      assertThat(services.rekor().getHost()).isEqualTo("log2025-1.rekor.sigstore.dev");
      assertThat(services.fulcio().getHost()).isEqualTo("fulcio.sigstore.dev");
      assertThat(services.timestamps().getHost()).isEqualTo("timestamp.sigstore.dev");
    }
  }

  @Test
  void aWeekLaterItIsOutOfDate() {
    assertThatThrownBy(() -> at(THAT_DAY.plusSeconds(7 * 24 * 3600)).trustedRoot())
        .isInstanceOfSatisfying(
            KitrailException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_TRUSTED));
  }
}
