package io.github.kitrail.content.registry;

import static io.github.kitrail.content.registry.TestRegistries.TYPE;
import static io.github.kitrail.content.registry.TestRegistries.blob;
import static io.github.kitrail.content.registry.TestRegistries.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitrail.KitrailException;
import io.github.kitrail.fixture.FixtureRegistry;
import io.github.kitrail.modelkit.Descriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one process leaves to the next of the registries that it has spoken to. */
class KnownRegistriesTest {
  private static final byte[] LARGE = bytes(9_000_000);
  private static final byte[] SMALL = bytes(1000);

  @TempDir Path temp;
  private final FixtureRegistry registry = FixtureRegistry.start();

  @AfterEach
  void close() {
    registry.close();
  }

  private Registries registries() {
    return new Registries(
        TestRegistries.options().transfers(temp.resolve("transfers")).build(), c -> null);
  }

  private RegistryRepository repository(Registries registries, String name)
      throws KitrailException {
    return registries.repository(registry.host(), name);
  }

  @Test
  void theRateOfALargeUpload() throws Exception {
    try (Registries first = registries()) {
      assertThat(repository(first, "a/b").limits().lastRate()).isZero();
      repository(first, "a/b").write(blob(SMALL));
      assertThat(repository(first, "a/b").limits().lastRate()).isZero();
      repository(first, "a/b").write(blob(LARGE));
    }
    try (Registries second = registries()) {
      assertThat(repository(second, "c/d").limits().lastRate()).isGreaterThan(1000);
    }
  }

  @Test
  void whereALargeBlobIs() throws Exception {
    try (Registries first = registries()) {
      repository(first, "a/b").write(blob(SMALL));
      repository(first, "a/b").write(blob(LARGE));
    }
    try (Registries second = registries()) {
      RegistryRepository other = repository(second, "c/d");
      assertThat(other.mount(Descriptor.of(TYPE, SMALL), null)).isFalse();
      assertThat(other.mount(Descriptor.of(TYPE, LARGE), null)).isTrue();
      assertThat(other.contains(Descriptor.of(TYPE, LARGE))).isTrue();
    }
  }

  @Test
  void onlyTheNewestAreKept() throws Exception {
    Pattern line = Pattern.compile("(\\S+) (\\d+)");
    KnownLines many = new KnownLines(temp, "many", line);
    for (int i = 0; i < 2100; i++) {
      many.put("k" + i, "" + i);
    }
    many.put("k100", "7");
    many.save();
    KnownLines read = new KnownLines(temp, "many", line);
    assertThat(read.get("k2099")).isEqualTo("2099");
    assertThat(read.get("k100")).isEqualTo("7");
    assertThat(read.get("k99")).isNull();
    try (Stream<Path> all = Files.list(temp)) {
      assertThat(all).containsExactly(temp.resolve("many"));
    }
  }

  @Test
  void aFileThatIsTooLargeIsNotRead() throws Exception {
    Files.writeString(temp.resolve("rates"), "a 1\n".repeat(1_000_000));
    assertThat(new UploadRates(temp).find("a")).isZero();
  }
}
