package io.jenkins.plugins.kitrail.command;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Replaces secrets in text. A secret of several lines is one for each of its lines, and each is
 * also looked for in base64, as an HTTP header carries it.
 */
public final class SecretMask {
  /** What is written in the place of a secret. */
  public static final String STARS = "****";

  /** The longest secret, in bytes of UTF-8; 0 without any. */
  private final int longest;

  @CheckForNull private final Pattern pattern;

  /**
   * @param secrets as they are; blank ones are ignored, and so are the first and last lines of PEM
   *     blocks, which are everybody's
   */
  public SecretMask(Collection<String> secrets) {
    Set<String> forms = new LinkedHashSet<>();
    for (String secret : secrets) {
      secret
          .lines()
          .map(String::strip)
          .filter(it -> !it.isEmpty() && !it.startsWith("-----"))
          .forEach(
              it -> {
                forms.add(it);
                forms.add(Base64.getEncoder().encodeToString(it.getBytes(StandardCharsets.UTF_8)));
              });
    }
    Set<String> bytes = forms.stream().map(SecretMask::latin).collect(Collectors.toSet());
    longest = bytes.stream().mapToInt(String::length).max().orElse(0);
    pattern =
        bytes.isEmpty()
            ? null
            // The longest first: one secret may begin like another.
            : Pattern.compile(
                bytes.stream()
                    .sorted(Comparator.comparing(String::length).reversed())
                    .map(Pattern::quote)
                    .collect(Collectors.joining("|")));
  }

  /** The bytes of a text as characters, one each: masking must not change any other byte. */
  private static String latin(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  public String masked(String text) {
    return new String(
        maskedLatin(latin(text)).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  String maskedLatin(String bytes) {
    return pattern == null ? bytes : pattern.matcher(bytes).replaceAll(STARS);
  }

  @CheckForNull
  Pattern pattern() {
    return pattern;
  }

  int longest() {
    return longest;
  }
}
