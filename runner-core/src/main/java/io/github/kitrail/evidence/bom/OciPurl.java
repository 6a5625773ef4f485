package io.github.kitrail.evidence.bom;

import io.github.kitrail.content.ModelKit;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.Reference;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The package URL of a ModelKit: the last part of its repository's name, its digest, and, for a
 * registry, the repository. What cosign and others call it by is the digest; a tag may move and is
 * left out.
 *
 * @see <a href="https://github.com/package-url/purl-spec/blob/main/types/oci-definition.json">The
 *     type oci</a>
 */
final class OciPurl {
  private OciPurl() {}

  static String of(ModelKit modelKit) {
    Reference reference = modelKit.location().reference();
    return of(
        modelKit.location().remote() ? reference.repositoryName() : null,
        reference.repository(),
        modelKit.descriptor().digest());
  }

  /**
   * @param url the repository with its registry; null when it is in none
   */
  static String of(@Nullable String url, String repository, Digest digest) {
    String name = repository.substring(repository.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    String found = url == null ? "" : "?repository_url=" + encoded(url);
    return "pkg:oci/" + encoded(name) + "@" + digest + found;
  }

  /** Names of repositories and registries have hardly anything that must be encoded. */
  private static String encoded(String text) {
    StringBuilder encoded = new StringBuilder();
    for (char c : text.toCharArray()) {
      boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (plain || "-._~:".indexOf(c) >= 0) {
        encoded.append(c);
      } else {
        encoded.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      }
    }
    return encoded.toString();
  }
}
