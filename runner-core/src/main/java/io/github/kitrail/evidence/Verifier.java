package io.github.kitrail.evidence;

import io.github.kitrail.KitrailException;
import io.github.kitrail.evidence.Verification.Outcome;
import io.github.kitrail.evidence.json.Printable;
import io.github.kitrail.evidence.key.VerificationKey;
import io.github.kitrail.evidence.predicate.PredicateType;
import io.github.kitrail.modelkit.Digest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks evidence with public keys and, for keyless evidence, certificates. Any one of the signers
 * is enough. With a key, log entries and timestamps that evidence may carry are neither needed nor
 * checked.
 */
public final class Verifier {
  private final TrustedSigners signers;
  private final @Nullable CertificateVerifier certificates;

  /** Checks with keys only. */
  public Verifier(List<VerificationKey> keys) {
    this(TrustedSigners.ofKeys(keys), null);
  }

  /**
   * @param certificates checks keyless evidence; may be null where no identity is trusted
   */
  public Verifier(TrustedSigners signers, @Nullable CertificateVerifier certificates) {
    if (certificates == null && !signers.identities().isEmpty()) {
      throw new IllegalArgumentException("identities need somebody who checks certificates");
    }
    this.signers = signers;
    this.certificates = certificates;
  }

  /**
   * Verifies each piece of evidence about a manifest.
   *
   * @param place what messages call the place that it was read from
   * @param predicateType what the evidence must say: {@link PredicateType#SIGNATURE} for a
   *     signature, as an attestation, even a valid one, is none; null for whatever it says
   */
  public VerificationReport verify(
      String place, Digest subject, List<Evidence> evidence, @Nullable String predicateType) {
    List<Verification> items =
        evidence.stream()
            .map(piece -> verify(piece, piece.subjectAt(subject), predicateType))
            .toList();
    return new VerificationReport(place, subject, predicateType, signers, items);
  }

  private Verification verify(Evidence piece, Digest subject, @Nullable String predicateType) {
    SignedContent content = piece.content();
    if (content != null && piece.problem() != null) {
      return Verification.failed(piece, Outcome.OTHER_CONTENT, piece.problem());
    }
    if (content instanceof Bundle bundle) {
      return piece.isKeyless()
          ? keyless(piece, bundle, subject, predicateType)
          : verify(piece, bundle.envelope(), subject, predicateType);
    }
    if (content instanceof DsseEnvelope envelope) {
      return verify(piece, envelope, subject, predicateType);
    }
    if (content instanceof SimpleSigning signing) {
      return verify(piece, signing, subject, predicateType);
    }
    return Verification.failed(
        piece, Outcome.UNREADABLE, Optional.ofNullable(piece.problem()).orElse("It is empty."));
  }

  private Verification verify(
      Evidence piece, DsseEnvelope envelope, Digest subject, @Nullable String predicateType) {
    if (!envelope.payloadType().equals(DsseEnvelope.IN_TOTO)) {
      return wrongPayloadType(piece, envelope);
    }
    Optional<VerificationKey> key = signedBy(envelope.signedBytes(), envelope.signatures());
    if (key.isEmpty()) {
      return notSigned(piece);
    }
    try {
      Statement statement = Statement.parse(envelope.payload());
      return judge(piece, statement, new SignedBy(key.get(), null), subject, predicateType);
    } catch (KitrailException e) {
      return Verification.failed(piece, Outcome.UNREADABLE, e.getMessage());
    }
  }

  private Verification verify(
      Evidence piece, SimpleSigning signing, Digest subject, @Nullable String predicateType) {
    Optional<VerificationKey> key = signedBy(signing.payload(), List.of(signing.signature()));
    if (key.isEmpty()) {
      return notSigned(piece);
    }
    try {
      Statement statement = Statement.signatureOf(signing.subject());
      return judge(piece, statement, new SignedBy(key.get(), null), subject, predicateType);
    } catch (KitrailException e) {
      return Verification.failed(piece, Outcome.UNREADABLE, e.getMessage());
    }
  }

  /** One good signature is enough: the others may be by keys that were not given. */
  private Optional<VerificationKey> signedBy(byte[] message, List<byte[]> signatures) {
    return signers.keys().stream()
        .filter(key -> signatures.stream().anyMatch(sig -> key.verifies(message, sig)))
        .findFirst();
  }

  /** Keyless: the certificate first, then whose it is, then what was signed. */
  private Verification keyless(
      Evidence piece, Bundle bundle, Digest subject, @Nullable String predicateType) {
    if (certificates == null || signers.identities().isEmpty()) {
      return keyless(piece);
    }
    if (!bundle.envelope().payloadType().equals(DsseEnvelope.IN_TOTO)) {
      return wrongPayloadType(piece, bundle.envelope());
    }
    CertifiedSigner signer;
    try {
      signer = certificates.verify(bundle);
    } catch (KitrailException e) {
      return Verification.failed(piece, Outcome.BAD_CERTIFICATE, e.getMessage());
    }
    if (signers.identities().stream().noneMatch(wanted -> wanted.matches(signer))) {
      String repository =
          CertificateIdentity.repositoryOf(signer)
              .map(it -> " for the repository " + it)
              .orElse("");
      return Verification.failed(
          piece,
          Outcome.OTHER_IDENTITY,
          "It was signed by the "
              + Printable.of(signer + repository)
              + ", not by who was asked for.");
    }
    try {
      Statement statement = Statement.parse(bundle.envelope().payload());
      return judge(piece, statement, new SignedBy(null, signer), subject, predicateType);
    } catch (KitrailException e) {
      return Verification.failed(piece, Outcome.UNREADABLE, e.getMessage());
    }
  }

  private static Verification wrongPayloadType(Evidence piece, DsseEnvelope envelope) {
    return Verification.failed(
        piece,
        Outcome.WRONG_PAYLOAD_TYPE,
        "Its payload is of type "
            + Printable.of(envelope.payloadType())
            + ", where an in-toto statement ("
            + DsseEnvelope.IN_TOTO
            + ") is needed.");
  }

  /** One of the two. */
  private record SignedBy(@Nullable VerificationKey key, @Nullable CertifiedSigner signer) {
    @Override
    public String toString() {
      return Printable.of(String.valueOf(key != null ? key : signer));
    }

    Verification says(Evidence piece, Outcome outcome, String reason, Statement statement) {
      return new Verification(piece, outcome, reason, statement, key, signer);
    }
  }

  private static Verification judge(
      Evidence piece,
      Statement statement,
      SignedBy signed,
      Digest subject,
      @Nullable String predicateType) {
    if (!statement.isAbout(subject)) {
      return signed.says(
          piece,
          Outcome.OTHER_SUBJECT,
          "It is signed with the "
              + signed
              + ", but about "
              + Printable.of(statement.subjectsInWords())
              + ", which is another subject than "
              + subject
              + ".",
          statement);
    }
    String name = PredicateType.display(Printable.of(statement.predicateType()));
    if (predicateType != null && !predicateType.equals(statement.predicateType())) {
      return signed.says(
          piece,
          Outcome.OTHER_PREDICATE,
          "It is a valid " + name + ", not a " + PredicateType.display(predicateType) + ".",
          statement);
    }
    return signed.says(
        piece, Outcome.VERIFIED, "A valid " + name + " by the " + signed + ".", statement);
  }

  private Verification notSigned(Evidence piece) {
    if (piece.isKeyless()) {
      return keyless(piece);
    }
    Optional<String> hint = piece.keyHint();
    if (hint.isEmpty()) {
      return Verification.failed(
          piece,
          Outcome.OTHER_KEY,
          "It was signed with another key than the given one, or altered since.");
    }
    if (signers.keys().stream().anyMatch(key -> key.isNamedBy(hint.get()))) {
      return Verification.failed(
          piece,
          Outcome.ALTERED,
          "It names the given key, but the signature is not good: it was altered or forged.");
    }
    return Verification.failed(
        piece, Outcome.OTHER_KEY, "It was signed with another key, " + hint.get() + ".");
  }

  private static Verification keyless(Evidence piece) {
    return Verification.failed(
        piece,
        Outcome.KEYLESS,
        "It is keyless evidence, signed with a certificate, and was not checked with this key.");
  }
}
