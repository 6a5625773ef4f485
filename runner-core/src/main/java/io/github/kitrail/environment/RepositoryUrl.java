package io.github.kitrail.environment;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A repository's URL as it may be published. */
final class RepositoryUrl {
  /** git's short form for SSH, {@code git@github.com:acme/faq.git}; one letter is a drive. */
  private static final Pattern SCP =
      Pattern.compile("(?:([^@/\\\\:]+)(?::[^@/]*)?@)?([A-Za-z0-9.-]{2,}):(?!//)([^\\\\]+)");

  private RepositoryUrl() {}

  /**
   * The URL without user, password, token, query and fragment. Null for what is no address to
   * others: a path on this machine. SSH keeps its user name, which is part of the address.
   */
  static @Nullable String publishable(@Nullable String remote) {
    if (remote == null || remote.isBlank()) {
      return null;
    }
    String text = remote.strip();
    Matcher scp = SCP.matcher(text);
    if (scp.matches()) {
      String user = scp.group(1) == null ? "" : scp.group(1) + "@";
      return rebuilt("ssh://" + user + scp.group(2) + "/" + scp.group(3).replaceFirst("^/+", ""));
    }
    return rebuilt(text);
  }

  private static @Nullable String rebuilt(String text) {
    try {
      URI uri = new URI(text);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      if (uri.getHost() == null || scheme.isEmpty() || scheme.equals("file")) {
        return null;
      }
      String user = scheme.endsWith("ssh") ? userName(uri.getUserInfo()) : null;
      String path = uri.getPath() == null ? "" : uri.getPath();
      if (path.contains("@")) {
        // A password with a slash in it looks like this.
        return null;
      }
      return new URI(scheme, user, uri.getHost(), uri.getPort(), path, null, null).toString();
    } catch (URISyntaxException e) {
      // Better no source than one that may hold a token.
      return null;
    }
  }

  private static @Nullable String userName(@Nullable String userInfo) {
    return userInfo == null ? null : userInfo.replaceFirst(":.*", "");
  }
}
