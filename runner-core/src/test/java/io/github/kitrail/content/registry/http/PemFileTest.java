package io.github.kitrail.content.registry.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.util.Base64;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x9.X962Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PemFileTest {
  @TempDir Path directory;

  private Path write(String type, byte[] encoded) throws Exception {
    String base64 = Base64.getMimeEncoder().encodeToString(encoded);
    return Files.writeString(
        directory.resolve("key.pem"),
        "# a comment\n-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n");
  }

  private static PrivateKey generate(String algorithm) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    KeyPair pair = generator.generateKeyPair();
    return pair.getPrivate();
  }

  @Test
  void pkcs8KeysOfAllKinds() throws Exception {
    for (String algorithm : new String[] {"RSA", "EC", "Ed25519"}) {
      PrivateKey key = generate(algorithm);
      PrivateKey read = PemFile.read(write("PRIVATE KEY", key.getEncoded())).privateKey();
      assertThat(read.getEncoded()).isEqualTo(key.getEncoded());
    }
  }

  @Test
  void keysAsOpensslWroteThemBefore() throws Exception {
    PrivateKey rsa = generate("RSA");
    byte[] pkcs1 =
        PrivateKeyInfo.getInstance(rsa.getEncoded())
            .parsePrivateKey()
            .toASN1Primitive()
            .getEncoded();
    assertThat(PemFile.read(write("RSA PRIVATE KEY", pkcs1)).privateKey().getEncoded())
        .isEqualTo(rsa.getEncoded());
    PrivateKey ec = generate("EC");
    PrivateKeyInfo info = PrivateKeyInfo.getInstance(ec.getEncoded());
    X962Parameters curve =
        X962Parameters.getInstance(info.getPrivateKeyAlgorithm().getParameters());
    ECPrivateKey inner = ECPrivateKey.getInstance(info.parsePrivateKey());
    byte[] sec1 = new ECPrivateKey(256, inner.getKey(), curve).getEncoded();
    PrivateKey read = PemFile.read(write("EC PRIVATE KEY", sec1)).privateKey();
    assertThat(((java.security.interfaces.ECPrivateKey) read).getS())
        .isEqualTo(((java.security.interfaces.ECPrivateKey) ec).getS());
  }

  @Test
  void encryptedOrMissingKeysAreTold() throws Exception {
    Path encrypted = write("ENCRYPTED PRIVATE KEY", new byte[] {1});
    assertThatThrownBy(() -> PemFile.read(encrypted).privateKey())
        .hasMessageContaining("is encrypted");
    Path old =
        Files.writeString(
            directory.resolve("old.pem"),
            "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\n"
                + "AAAA\n-----END RSA PRIVATE KEY-----\n");
    assertThatThrownBy(() -> PemFile.read(old).privateKey()).hasMessageContaining("is encrypted");
    Path none = Files.writeString(directory.resolve("none.pem"), "x");
    assertThatThrownBy(() -> PemFile.read(none).privateKey())
        .isInstanceOfSatisfying(
            KitrailException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_INPUT));
    Path junk = write("PRIVATE KEY", new byte[] {1, 2, 3});
    assertThatThrownBy(() -> PemFile.read(junk).privateKey()).isInstanceOf(KitrailException.class);
  }
}
