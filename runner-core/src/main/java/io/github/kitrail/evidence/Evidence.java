package io.github.kitrail.evidence;

import io.github.kitrail.evidence.json.Printable;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One piece of evidence that a place holds about a manifest, as it was found: nothing is verified.
 *
 * @param manifest the artifact that carries it
 * @param document the layer that it is; null when the artifact itself could not be read
 * @param content null when it could not be read
 * @param problem a sentence that says why it could not be read; null when it could
 */
public record Evidence(
    Descriptor manifest,
    @Nullable Descriptor document,
    @Nullable SignedContent content,
    @Nullable String problem) {
  /** Where cosign's older forms keep the certificate of a keyless signature. */
  private static final String CERTIFICATE_ANNOTATION = "dev.sigstore.cosign/certificate";

  static Evidence of(Descriptor manifest, Descriptor document, SignedContent content) {
    return new Evidence(manifest, document, content, null);
  }

  static Evidence broken(Descriptor manifest, @Nullable Descriptor document, String problem) {
    return new Evidence(manifest, document, null, problem);
  }

  /** What it claims to be; for what cannot be read, what its artifact's annotation claims. */
  public Optional<String> claimedPredicateType() {
    Optional<String> claimed = content == null ? Optional.empty() : content.claimedPredicateType();
    String annotated = manifest.annotations().get(EvidenceWriter.PREDICATE_TYPE_ANNOTATION);
    return claimed.or(() -> Optional.ofNullable(annotated).map(Printable::of));
  }

  /** What it says it is about. */
  public Set<Digest> claimedSubjects() {
    return content == null ? Set.of() : content.claimedSubjects();
  }

  /** The key it says it was signed with. */
  public Optional<String> keyHint() {
    return content == null ? Optional.empty() : content.keyHint();
  }

  /** Whether it says it was signed keylessly, with a certificate instead of a key. */
  public boolean isKeyless() {
    return (content instanceof Bundle bundle && bundle.material().hasCertificate())
        || (document != null && document.annotations().containsKey(CERTIFICATE_ANNOTATION));
  }
}
