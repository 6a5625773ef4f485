package io.github.kitrail.evidence.keyless;

import io.github.kitrail.content.Retry;
import io.github.kitrail.content.registry.RegistryOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;

/** A process that asks for the public instance's trust again and again. */
final class TufReader {
  private TufReader() {}

  /**
   * @param args the mirror, the file of the first root, the cache, how often
   */
  public static void main(String[] args) throws Exception {
    Path root = Path.of(args[1]);
    try (ServiceClient services =
        new ServiceClient(RegistryOptions.builder().build().http(), Retry.standard())) {
      for (int i = 0; i < Integer.parseInt(args[3]); i++) {
        try (PublicInstance instance =
            new PublicInstance(
                URI.create(args[0]),
                () -> java.nio.file.Files.readString(root),
                Path.of(args[2]),
                services,
                InstantSource.system(),
                warning -> {
                  throw new IllegalStateException(warning);
                })) {
          instance.trustedRoot();
        }
      }
    }
  }
}
