package io.github.kitrail.evidence.keyless;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.evidence.json.Printable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1String;
import org.jspecify.annotations.Nullable;

/**
 * What a certificate of Fulcio says about its holder.
 *
 * @see <a href="https://github.com/sigstore/fulcio/blob/main/docs/oid-info.md">its extensions</a>
 */
final class CertificateFacts {
  private static final String FULCIO = "1.3.6.1.4.1.57264.1.";
  private static final String CODE_SIGNING = "1.3.6.1.5.5.7.3.3";
  private static final int DIGITAL_SIGNATURE = 0;
  private static final Set<Integer> EMAIL_OR_URI = Set.of(1, 6);

  /** The last number of the extension's identifier, and the name that sigstore's tools give it. */
  private static final Map<Integer, String> CLAIMS =
      Map.ofEntries(
          Map.entry(9, "buildSignerURI"),
          Map.entry(10, "buildSignerDigest"),
          Map.entry(11, "runnerEnvironment"),
          Map.entry(12, "sourceRepositoryURI"),
          Map.entry(13, "sourceRepositoryDigest"),
          Map.entry(14, "sourceRepositoryRef"),
          Map.entry(15, "sourceRepositoryIdentifier"),
          Map.entry(16, "sourceRepositoryOwnerURI"),
          Map.entry(17, "sourceRepositoryOwnerIdentifier"),
          Map.entry(18, "buildConfigURI"),
          Map.entry(19, "buildConfigDigest"),
          Map.entry(20, "buildTrigger"),
          Map.entry(21, "runInvocationURI"),
          Map.entry(22, "sourceRepositoryVisibilityAtSigning"));

  private final X509Certificate certificate;

  CertificateFacts(X509Certificate certificate) {
    this.certificate = certificate;
  }

  /** The one email address or URI. */
  String identity() throws KitrailException {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      if (names != null && names.size() == 1) {
        List<?> name = names.iterator().next();
        if (EMAIL_OR_URI.contains(name.get(0)) && name.get(1) instanceof String text) {
          return text;
        }
      }
    } catch (CertificateParsingException e) {
      // As if there were none.
    }
    throw untrusted("its certificate does not name exactly one email address or URI");
  }

  String issuer() throws KitrailException {
    String issuer = text(FULCIO + 8);
    if (issuer == null) {
      // The older extension holds the text as it is.
      byte[] raw = octets(FULCIO + 1);
      issuer = raw == null ? null : new String(raw, StandardCharsets.UTF_8);
    }
    if (issuer == null) {
      throw untrusted("its certificate does not say who vouched for its holder");
    }
    return issuer;
  }

  Map<String, String> claims() {
    Map<String, String> claims = new TreeMap<>();
    CLAIMS.forEach(
        (number, name) -> {
          String value = text(FULCIO + number);
          if (value != null) {
            claims.put(name, value);
          }
        });
    return claims;
  }

  /** An authority's certificate for something else, such as a web server, signs nothing here. */
  void requireForSigning() throws KitrailException {
    try {
      List<String> usages = certificate.getExtendedKeyUsage();
      boolean[] uses = certificate.getKeyUsage();
      if (usages != null
          && usages.contains(CODE_SIGNING)
          && uses != null
          && uses[DIGITAL_SIGNATURE]
          && certificate.getBasicConstraints() < 0) {
        return;
      }
    } catch (CertificateParsingException e) {
      // As if there were none.
    }
    throw untrusted("its certificate is not one for signing code");
  }

  private @Nullable String text(String extension) {
    byte[] octets = octets(extension);
    try {
      return octets != null && ASN1Primitive.fromByteArray(octets) instanceof ASN1String text
          ? text.getString()
          : null;
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  private byte @Nullable [] octets(String extension) {
    byte[] value = certificate.getExtensionValue(extension);
    try {
      return value == null ? null : ASN1OctetString.getInstance(value).getOctets();
    } catch (RuntimeException e) {
      return null;
    }
  }

  /** A library's words, as the end of a sentence. */
  static String reason(Throwable e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return Printable.of(message.lines().findFirst().orElse("").replaceFirst("\\.$", ""));
  }

  static KitrailException untrusted(String reason) {
    return new KitrailException(
        ErrorCode.NOT_TRUSTED, "It is keyless, but proves nothing: " + reason + ".");
  }
}
