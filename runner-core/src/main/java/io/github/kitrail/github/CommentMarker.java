package io.github.kitrail.github;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The first line of a comment, which nobody sees; by it the comment is found again. */
public final class CommentMarker {
  private static final String PLAIN =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._/:";

  private CommentMarker() {}

  /**
   * @param parts what tells this comment from others of ours, such as the ModelKit and the job
   */
  public static String of(List<String> parts) {
    return "<!-- kitrail "
        + String.join(" ", parts.stream().map(CommentMarker::plain).toList())
        + " -->";
  }

  /** Without anything that could end the marker; a hyphen is half of that. */
  private static String plain(String part) {
    StringBuilder plain = new StringBuilder();
    for (byte one : part.getBytes(StandardCharsets.UTF_8)) {
      if (PLAIN.indexOf(one) >= 0) {
        plain.append((char) one);
      } else {
        plain.append(String.format("%%%02X", one));
      }
    }
    return plain.toString();
  }
}
