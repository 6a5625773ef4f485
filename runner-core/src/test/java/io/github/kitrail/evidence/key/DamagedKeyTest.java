package io.github.kitrail.evidence.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.evidence.Samples;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever happened to a key, using it ends with a sentence. */
class DamagedKeyTest {
  private static final String[] TYPES = {
    "PRIVATE KEY", "EC PRIVATE KEY", "RSA PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "PUBLIC KEY"
  };
  private static final String[] FILES = {
    "ec.pem", "ec-pkcs8.pem", "ec-pkcs8-encrypted.pem", "rsa-pkcs1.pem", "ed25519.pem", "ec.pub"
  };

  @Property(tries = 300)
  void arbitraryBytes(@ForAll @IntRange(max = 4) int type, @ForAll @Size(max = 40) byte[] der) {
    use(Pem.write(TYPES[type], der));
  }

  @Property(tries = 300)
  void oneBitChanged(@ForAll @IntRange(max = 5) int file, @ForAll @IntRange(min = 0) int bit) {
    Pem pem = Pem.blocks(Samples.text("keys/" + FILES[file])).get(0);
    byte[] der = pem.der();
    der[bit / 8 % der.length] ^= (byte) (1 << bit % 8);
    use(Pem.write(pem.type(), der));
  }

  @Property(tries = 200)
  void arbitraryBytesAreNoSignature(@ForAll @Size(max = 80) byte[] bytes) throws Exception {
    String publicKey = Samples.path("keys/ec.pub").toString();

    assertThat(VerificationKey.load(publicKey, Map.of()).verifies(new byte[3], bytes)).isFalse();
  }

  private static void use(String pem) {
    try {
      if (pem.contains("PUBLIC")) {
        VerificationKey.load("env:KEY", Map.of("KEY", pem)).verifies(new byte[1], new byte[64]);
      } else {
        SigningKey.load("env:KEY", Map.of("KEY", pem), "pw".toCharArray());
      }
    } catch (KitrailException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.BAD_CREDENTIAL);
    }
  }
}
