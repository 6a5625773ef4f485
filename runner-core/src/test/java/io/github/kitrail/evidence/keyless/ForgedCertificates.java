package io.github.kitrail.evidence.keyless;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/**
 * Certificates as Fulcio writes them, with its authority's own key and the log's promise, but with
 * any name at any time.
 *
 * @see <a href="https://github.com/sigstore/fulcio/blob/main/docs/oid-info.md">Fulcio's
 *     extensions</a>
 */
public record ForgedCertificates(TestCa authority, CtLog log) {
  private static final String FULCIO = "1.3.6.1.4.1.57264.1.";

  /** The older extensions are the bare text, the others an ASN.1 string. */
  private static final int LAST_RAW = 6;

  /** Who vouched for the holder, as bare text. */
  static final ASN1ObjectIdentifier ISSUER = new ASN1ObjectIdentifier(FULCIO + 1);

  private static final ASN1ObjectIdentifier SCT_LIST =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.11129.2.4.2");

  /** The same by another authority: {@code with(TestCa.root("unknown"))}. */
  public ForgedCertificates with(TestCa other) {
    return new ForgedCertificates(other, log);
  }

  /** A person's. */
  public X509Certificate forPerson(
      String address, String issuer, PublicKey key, Instant from, Instant until) {
    GeneralName name = new GeneralName(GeneralName.rfc822Name, address);
    return issue(name, Map.of(1, issuer, 8, issuer), key, from, until);
  }

  /**
   * @param extensions the last number of the extension's OID, and its value
   */
  public X509Certificate issue(
      GeneralName name,
      Map<Integer, String> extensions,
      PublicKey key,
      Instant from,
      Instant until) {
    CertificateTemplate template =
        authority
            .leaf(new X500Name(""), key, KeyPurposeId.id_kp_codeSigning, from, until)
            .extension(Extension.subjectAlternativeName, true, new GeneralNames(name));
    extensions.forEach((number, value) -> extension(template, number, value));
    return issue(template, from);
  }

  /** Whatever it says, with the log's promise at that time. */
  X509Certificate issue(CertificateTemplate template, Instant promisedAt) {
    byte[] promise =
        log.promise(
                template.issuedBy(authority.subject()),
                authority.keys().getPublic().getEncoded(),
                promisedAt.toEpochMilli())
            .toList();
    return authority.issue(template.extension(SCT_LIST, false, new DEROctetString(promise)));
  }

  private static void extension(CertificateTemplate template, int number, String value) {
    ASN1ObjectIdentifier name = new ASN1ObjectIdentifier(FULCIO + number);
    if (number <= LAST_RAW) {
      template.extension(name, value.getBytes(StandardCharsets.UTF_8));
    } else {
      template.extension(name, false, new DERUTF8String(value));
    }
  }
}
