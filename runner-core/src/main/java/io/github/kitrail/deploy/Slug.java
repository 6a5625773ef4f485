package io.github.kitrail.deploy;

import java.text.Normalizer;
import java.util.Locale;

/**
 * A name that Kubernetes takes for a Service (RFC 1035: a letter, then letters, digits and hyphens)
 * and that Ollama and Compose take, too.
 */
final class Slug {
  /** Of the 63 that Kubernetes allows; the rest is for what it appends. */
  private static final int MAX_LENGTH = 40;

  private static final String NAMELESS = "model";

  private Slug() {}

  /** The package's name, or else the repository's. */
  static String of(RenderFacts facts) {
    String name = facts.name() == null ? "" : slug(facts.name());
    if (name.isEmpty() && facts.repository() != null) {
      name = slug(facts.repository().substring(facts.repository().lastIndexOf('/') + 1));
    }
    return name.isEmpty() ? NAMELESS : name;
  }

  private static String slug(String text) {
    String slug =
        Normalizer.normalize(text, Normalizer.Form.NFKD)
            .toLowerCase(Locale.ROOT)
            .replaceAll("\\p{M}+", "")
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-+", "");
    if (!slug.isEmpty() && Character.isDigit(slug.charAt(0))) {
      slug = NAMELESS + "-" + slug;
    }
    return slug.substring(0, Math.min(slug.length(), MAX_LENGTH)).replaceAll("-+$", "");
  }
}
