package io.github.kitrail.evidence.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.EdDSAParameterSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class KeyAlgorithmTest {
  private static final byte[] MESSAGE = "message".getBytes(StandardCharsets.UTF_8);

  @ParameterizedTest
  @EnumSource(KeyAlgorithm.class)
  void acceptsItsOwnSignaturesOnly(KeyAlgorithm algorithm) throws Exception {
    NewKey newKey = new NewKey(new SecureRandom());
    SigningKey key = newKey.generate(algorithm);
    VerificationKey other = newKey.generate(algorithm).verificationKey();
    byte[] signature = key.sign(MESSAGE);
    byte[] changed = signature.clone();
    changed[changed.length - 1] ^= 1;

    assertThat(key.verificationKey().verifies(MESSAGE, signature)).isTrue();
    assertThat(key.verificationKey().verifies("massage".getBytes(), signature)).isFalse();
    assertThat(key.verificationKey().verifies(MESSAGE, changed)).isFalse();
    assertThat(key.verificationKey().verifies(MESSAGE, new byte[0])).isFalse();
    assertThat(key.verificationKey().verifies(MESSAGE, new byte[2000])).isFalse();
    assertThat(other.verifies(MESSAGE, signature)).isFalse();
  }

  @Test
  void refusesZerosAsASignature() throws Exception {
    VerificationKey key =
        new NewKey(new SecureRandom()).generate(KeyAlgorithm.P256).verificationKey();

    assertThat(key.verifies(MESSAGE, new byte[] {0x30, 6, 2, 1, 0, 2, 1, 0})).isFalse();
  }

  /** What `cosign verify` without --signature-digest-algorithm takes, and older clients wrote. */
  @ParameterizedTest
  @CsvSource({
    "P256,SHA256withECDSA,true",
    "P384,SHA384withECDSA,true",
    "P384,SHA256withECDSA,true",
    "P384,SHA1withECDSA,false",
    "P521,SHA512withECDSA,true",
    "P521,SHA256withECDSA,true",
    "RSA,SHA256withRSA,true",
    "RSA,SHA1withRSA,false",
  })
  void acceptsTheSchemesThatCosignUses(KeyAlgorithm algorithm, String scheme, boolean accepted)
      throws Exception {
    SigningKey key = new NewKey(new SecureRandom()).generate(algorithm);
    Signature signer = Signature.getInstance(scheme);
    signer.initSign(privateKey(key));
    signer.update(MESSAGE);

    assertThat(key.verificationKey().verifies(MESSAGE, signer.sign())).isEqualTo(accepted);
  }

  @Test
  void signsPureEd25519AndAcceptsThePrehashedOneToo() throws Exception {
    SigningKey key = new NewKey(new SecureRandom()).generate(KeyAlgorithm.ED25519);
    Signature prehashed = Signature.getInstance("Ed25519");
    prehashed.setParameter(new EdDSAParameterSpec(true));
    prehashed.initSign(privateKey(key));
    prehashed.update(MESSAGE);
    byte[] signature = prehashed.sign();

    assertThat(signature).isNotEqualTo(key.sign(MESSAGE));
    assertThat(key.verificationKey().verifies(MESSAGE, signature)).isTrue();
  }

  private static PrivateKey privateKey(SigningKey key) throws Exception {
    return PrivateKeyDer.pkcs8(key.pkcs8()).orElseThrow();
  }
}
