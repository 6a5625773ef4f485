package io.github.kitrail.content.store;

import io.github.kitrail.content.layout.IndexDocument;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The tags by which evidence was found before manifests had subjects.
 *
 * @see <a
 *     href="https://github.com/sigstore/cosign/blob/main/specs/SIGNATURE_SPEC.md#tag-based-discovery">cosign's
 *     tags</a>
 */
final class EvidenceTag {
  private static final Pattern TAG = Pattern.compile("sha256-([0-9a-f]{64})(\\.[a-z]+)?");

  private EvidenceTag() {}

  /** What a manifest with such a tag is about; null when it has another tag or none. */
  static @Nullable Digest subject(Descriptor manifest) {
    String tag = manifest.annotations().getOrDefault(IndexDocument.REF_NAME, "");
    Matcher matcher = TAG.matcher(tag);
    return matcher.matches() ? new Digest(String.valueOf(matcher.group(1))) : null;
  }
}
