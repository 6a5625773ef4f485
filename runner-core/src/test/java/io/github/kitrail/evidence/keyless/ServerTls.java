package io.github.kitrail.evidence.keyless;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/**
 * What a server on 127.0.0.1 needs for TLS, and what its clients need.
 *
 * @param certificate PEM
 * @param key PEM, PKCS #8
 * @param authority the certificate to trust, PEM
 * @param trustStore the same as PKCS #12 for the JVM, see {@link #TRUST_STORE_PASSWORD}
 */
public record ServerTls(Path certificate, Path key, Path authority, Path trustStore) {
  public static final String TRUST_STORE_PASSWORD = "changeit";

  static ServerTls make(Path directory) {
    TestCa authority = TestCa.root("TLS of tests");
    KeyPair keys = TestCa.newKeys();
    GeneralName[] names = {
      new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
      new GeneralName(GeneralName.dNSName, "localhost")
    };
    CertificateTemplate template =
        authority
            .leaf("server", keys.getPublic(), KeyPurposeId.id_kp_serverAuth)
            .extension(Extension.subjectAlternativeName, false, new GeneralNames(names));
    return new ServerTls(
        PemFile.write(directory.resolve("tls.pem"), authority.above(authority.issue(template))),
        PemFile.write(directory.resolve("tls.key"), keys.getPrivate()),
        PemFile.write(directory.resolve("tls-authority.pem"), authority.chain()),
        trustStore(directory.resolve("trust.p12"), authority));
  }

  private static Path trustStore(Path file, TestCa authority) {
    try (OutputStream out = Files.newOutputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry("authority", authority.certificate());
      store.store(out, TRUST_STORE_PASSWORD.toCharArray());
      return file;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
