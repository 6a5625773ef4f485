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
 * @param manifest the artifact that carries it; the bundle itself when it is embedded
 * @param document the layer that it is; null when the artifact itself could not be read
 * @param content null when it could not be read
 * @param problem a sentence that says why it could not be read or must not be believed; null
 *     otherwise
 * @param embedded where it lies in the ModelKit itself; null for what refers to it from outside
 */
public record Evidence(
    Descriptor manifest,
    @Nullable Descriptor document,
    @Nullable SignedContent content,
    @Nullable String problem,
    @Nullable Embedded embedded) {
  /**
   * Where embedded evidence lies, and what it must be about: it was made before the manifest, whose
   * digest it cannot know.
   *
   * @param path of its file in the ModelKit
   * @param subject of the manifest as it would be without the layer that it lies in
   */
  public record Embedded(String path, Digest subject) {}

  /** Where cosign's older forms keep the certificate of a keyless signature. */
  private static final String CERTIFICATE_ANNOTATION = "dev.sigstore.cosign/certificate";

  static Evidence of(Descriptor manifest, Descriptor document, SignedContent content) {
    return new Evidence(manifest, document, content, null, null);
  }

  /** What could not be read, or may not be looked at. */
  public static Evidence broken(
      Descriptor manifest, @Nullable Descriptor document, String problem) {
    return new Evidence(manifest, document, null, problem, null);
  }

  /**
   * What lies in the ModelKit itself.
   *
   * @param problem why it is not about the rest of the ModelKit; null when it is
   */
  public static Evidence embedded(
      Descriptor document, Bundle bundle, Embedded embedded, @Nullable String problem) {
    return new Evidence(document, document, bundle, problem, embedded);
  }

  /** What it must be about when it is found at this manifest. */
  Digest subjectAt(Digest found) {
    return embedded == null ? found : embedded.subject();
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
