package io.github.kitrail.evidence.keyless;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The same for what certificates say, and for who issues them. */
class CertificateTrapsTest {
  private static final HandmadeSigner SIGNER = new HandmadeSigner();
  private static final KeylessTraps TRAPS = new KeylessTraps(SIGNER);
  private static final String UNREADABLE = "it cannot be read: ";
  private static final String ONE_NAME =
      "its certificate does not name exactly one email address or URI";
  private static final String NOT_FOR_SIGNING = "its certificate is not one for signing code";

  @AfterAll
  static void close() {
    SIGNER.close();
  }

  /** Until version 0.3 bundles had all of it; only the signer's own counts. */
  @Test
  void aChainWithItsRootIsGood() throws Exception {
    ObjectNode bundle = SIGNER.bundle();
    chain(bundle, SIGNER.authority.above(SIGNER.honest));
    assertThat(TRAPS.verify(bundle).identity()).isEqualTo(HandmadeSigner.ADDRESS);
  }

  @TestFactory
  Stream<DynamicTest> whatCertificatesSay() {
    GeneralName address = new GeneralName(GeneralName.rfc822Name, HandmadeSigner.ADDRESS);
    GeneralName other = new GeneralName(GeneralName.rfc822Name, "somebody@example.com");
    GeneralName machine = new GeneralName(GeneralName.dNSName, "example.com");
    TestCa unknown = TestCa.root("unknown");
    X509Certificate unlogged = SIGNER.authority.issue(SIGNER.template(address));
    X509Certificate otherLog;
    try (CtLog log = new CtLog(Clock.systemUTC())) {
      otherLog =
          new ForgedCertificates(SIGNER.authority, log)
              .issue(SIGNER.template(address), SIGNER.from());
    }
    X509Certificate byUnknown =
        SIGNER
            .certificates
            .with(unknown)
            .forPerson(
                HandmadeSigner.ADDRESS,
                HandmadeSigner.ISSUER,
                SIGNER.keys.getPublic(),
                SIGNER.from(),
                SIGNER.until());
    String authority = "by an authority that the trusted root does not name for that time";
    String noLog = "no certificate log that the trusted root names has signed for its certificate";
    ObjectNode withRoot = SIGNER.bundle(byUnknown);
    chain(withRoot, unknown.above(byUnknown));
    ObjectNode both = SIGNER.bundle();
    KeylessTraps.material(both).putObject("x509CertificateChain").putArray("certificates");
    return Stream.of(
        TRAPS.trap("an unknown authority", authority, SIGNER.bundle(byUnknown)),
        TRAPS.trap("an unknown authority, which comes along", authority, withRoot),
        TRAPS.trap("a certificate and a chain", "both a certificate and a chain", both),
        TRAPS.trap("no certificate log", noLog, SIGNER.bundle(unlogged)),
        TRAPS.trap("an unknown certificate log", noLog, SIGNER.bundle(otherLog)),
        certified("two names", ONE_NAME, SIGNER.template(address, other)),
        certified("an address and a machine", ONE_NAME, SIGNER.template(address, machine)),
        certified("a machine", ONE_NAME, SIGNER.template(machine)),
        certified("another kind of name", ONE_NAME, SIGNER.template(userName())),
        certified(
            "an authority's certificate",
            NOT_FOR_SIGNING,
            SIGNER
                .template(address)
                .extension(Extension.basicConstraints, true, new BasicConstraints(true))),
        certified("a certificate for web servers", NOT_FOR_SIGNING, purpose(address, false)),
        certified("a key that may not sign", NOT_FOR_SIGNING, purpose(address, true)),
        TRAPS.changed(
            "a certificate that is none",
            UNREADABLE,
            it ->
                ((ObjectNode) KeylessTraps.material(it).path("certificate"))
                    .put("rawBytes", new byte[] {1, 2})),
        TRAPS.changed(
            "a certificate of brackets",
            UNREADABLE,
            it ->
                ((ObjectNode) KeylessTraps.material(it).path("certificate"))
                    .put("rawBytes", KeylessTraps.nested())));
  }

  /** Who once was trusted, and is no more, must not be able to make something that looks older. */
  @TestFactory
  Stream<DynamicTest> whoseTimeIsOver() {
    String before = SIGNER.from().plusSeconds(1).toString();
    return Stream.of(
        TRAPS.trap(
            "the authority, which issued the certificate in its time",
            "by an authority that the trusted root does not name for that time",
            ended("certificateAuthorities", before),
            SIGNER.bundle()),
        TRAPS.trap(
            "the timestamp authority",
            "not by a timestamp authority that the trusted root names for that time",
            ended("timestampAuthorities", before),
            SIGNER.bundle()),
        TRAPS.trap(
            "the log",
            "its transparency log was not in use",
            endedLog("tlogs", before),
            SIGNER.bundle()),
        TRAPS.trap(
            "the certificate log",
            "no certificate log that the trusted root names",
            endedLog("ctlogs", SIGNER.from().minusSeconds(1).toString()),
            SIGNER.bundle()));
  }

  private static DynamicTest certified(String name, String sentence, CertificateTemplate template) {
    return TRAPS.trap(
        name, sentence, SIGNER.bundle(SIGNER.certificates.issue(template, SIGNER.from())));
  }

  /** As Fulcio names people without an address. */
  private static GeneralName userName() {
    ASN1Encodable[] name = {
      new ASN1ObjectIdentifier("1.3.6.1.4.1.57264.1.7"),
      new DERTaggedObject(true, 0, new DERUTF8String(HandmadeSigner.ADDRESS))
    };
    return new GeneralName(GeneralName.otherName, new DERSequence(name));
  }

  private static CertificateTemplate purpose(GeneralName name, boolean code) {
    CertificateTemplate template =
        new CertificateTemplate(
            new X500Name(""), SIGNER.keys.getPublic(), SIGNER.from(), SIGNER.until());
    KeyPurposeId purpose = code ? KeyPurposeId.id_kp_codeSigning : KeyPurposeId.id_kp_serverAuth;
    int usage = code ? KeyUsage.keyEncipherment : KeyUsage.digitalSignature;
    return template
        .extension(Extension.keyUsage, true, new KeyUsage(usage))
        .extension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose))
        .extension(Extension.subjectAlternativeName, true, new GeneralNames(name))
        .extension(
            ForgedCertificates.ISSUER, HandmadeSigner.ISSUER.getBytes(StandardCharsets.UTF_8));
  }

  private static void chain(ObjectNode bundle, List<X509Certificate> certificates) {
    KeylessTraps.material(bundle).remove("certificate");
    ArrayNode chain =
        KeylessTraps.material(bundle).putObject("x509CertificateChain").putArray("certificates");
    certificates.forEach(
        one ->
            chain
                .addObject()
                .put("rawBytes", Base64.getEncoder().encodeToString(RekorClient.der(one))));
  }

  private static ObjectNode ended(String list, String end) {
    ObjectNode trust = SIGNER.trust().toJson();
    ((ObjectNode) trust.path(list).path(0).path("validFor")).put("end", end);
    return trust;
  }

  private static ObjectNode endedLog(String list, String end) {
    ObjectNode trust = SIGNER.trust().toJson();
    ((ObjectNode) trust.path(list).path(0).path("publicKey").path("validFor")).put("end", end);
    return trust;
  }
}
