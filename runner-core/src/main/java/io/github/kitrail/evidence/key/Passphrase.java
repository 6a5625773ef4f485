package io.github.kitrail.evidence.key;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the passphrase of an encrypted key comes from; only a new key asks for one. */
public final class Passphrase {
  /** The first that is set wins; the second is cosign's. An empty one counts, as it does there. */
  public static final List<String> VARIABLES = List.of("KITRAIL_KEY_PASSPHRASE", "COSIGN_PASSWORD");

  private Passphrase() {}

  /** The one given, else the one in the environment. */
  public static Optional<char[]> find(char @Nullable [] given, Map<String, String> environment) {
    if (given != null) {
      return Optional.of(given.clone());
    }
    return VARIABLES.stream()
        .filter(environment::containsKey)
        .findFirst()
        .map(name -> environment.getOrDefault(name, "").toCharArray());
  }

  static byte[] utf8(char[] passphrase) {
    ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(passphrase));
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    encoded.clear().put(new byte[encoded.capacity()]);
    return bytes;
  }
}
