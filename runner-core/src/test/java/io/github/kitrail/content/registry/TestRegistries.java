package io.github.kitrail.content.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.kitrail.KitrailException;
import io.github.kitrail.content.Blob;
import io.github.kitrail.content.PendingBlob;
import io.github.kitrail.content.Retry;
import io.github.kitrail.fixture.FixtureRegistry;
import io.github.kitrail.fixture.RecordedRequest;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Manifest;
import io.github.kitrail.modelkit.MediaTypes;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What the tests of this package start from. */
final class TestRegistries {
  static final String TYPE = "application/vnd.kitops.modelkit.model.v1.tar";

  private TestRegistries() {}

  /** Plain HTTP, short timeouts, three tries without pauses. */
  static RegistryOptions.Builder options() {
    return options(new ArrayList<>());
  }

  /**
   * @param pauses hears how long would have been waited
   */
  static RegistryOptions.Builder options(List<Duration> pauses) {
    return RegistryOptions.builder()
        .plainHttp(true)
        .idleTimeout(Duration.ofSeconds(5))
        .retry(
            new Retry(
                3, Duration.ofMillis(10), Duration.ofSeconds(60), new Random(1), pauses::add));
  }

  static Blob blob(byte[] content) {
    Descriptor descriptor = Descriptor.of(TYPE, content);
    return new Blob() {
      @Override
      public Descriptor descriptor() {
        return descriptor;
      }

      @Override
      public InputStream open() {
        return new ByteArrayInputStream(content);
      }
    };
  }

  /**
   * @param size what it says of itself, -1 when it does not know
   */
  static PendingBlob pending(byte[] content, long size) {
    return new PendingBlob() {
      @Override
      public String mediaType() {
        return TYPE;
      }

      @Override
      public long size() {
        return size;
      }

      @Override
      public InputStream open() {
        return new ByteArrayInputStream(content);
      }
    };
  }

  /** As many bytes as asked for, the same each time. */
  static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  static byte[] manifest(Descriptor config, @Nullable Descriptor subject) {
    String type = subject == null ? null : "application/vnd.example+json";
    Map<String, String> annotations = subject == null ? Map.of() : Map.of("made", "today");
    return new Manifest(MediaTypes.IMAGE_MANIFEST, type, config, List.of(), subject, annotations)
        .toBytes();
  }

  /** Puts a manifest into the fixture behind our back. */
  static Descriptor stored(FixtureRegistry registry, String repository, String tag) {
    byte[] config = ("{\"tag\":\"" + tag + "\"}").getBytes(UTF_8);
    registry.repository(repository).putBlob(config);
    byte[] manifest = manifest(Descriptor.of(MediaTypes.KITFILE_CONFIG, config), null);
    String digest =
        registry.repository(repository).putManifest(MediaTypes.IMAGE_MANIFEST, manifest);
    registry.repository(repository).tag(tag, digest);
    return Descriptor.of(MediaTypes.IMAGE_MANIFEST, manifest);
  }

  /** Method and last part of the path of all requests so far, such as {@code PUT v1}. */
  static List<String> lines(FixtureRegistry registry) {
    List<String> lines = new ArrayList<>();
    for (RecordedRequest request : registry.requests()) {
      String path = request.path();
      String last =
          path.contains("/uploads/") ? "uploads" : path.substring(path.lastIndexOf('/') + 1);
      lines.add(request.method() + " " + last);
    }
    return lines;
  }

  static RegistryRepository repository(Registries registries, FixtureRegistry registry)
      throws KitrailException {
    return registries.repository(registry.host(), "acme/faq");
  }
}
