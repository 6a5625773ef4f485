package io.github.kitrail.modelkit;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reads one name of a ModelKit.
 *
 * @see <a
 *     href="https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pulling-manifests">names
 *     and tags in the OCI distribution specification</a>
 */
final class ReferenceParser {
  private static final Pattern REPOSITORY_PART =
      Pattern.compile("[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*");

  /** Of registry and repository together; the specification warns that clients have this limit. */
  private static final int LONGEST_NAME = 255;

  private static final Pattern TAG = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,127}");
  private static final Pattern HOST =
      Pattern.compile(
          "(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*"
              + "|\\[[0-9a-f:.]+])");
  private static final Pattern BARE_DIGEST = Pattern.compile("sha(256|384|512):[0-9A-Fa-f]*");

  private final String text;

  ReferenceParser(String text) {
    this.text = text;
  }

  Reference parse() throws KitrailException {
    checkWhole();
    if (BARE_DIGEST.matcher(text).matches()) {
      return new Reference(
          Reference.DEFAULT_REGISTRY,
          Reference.DEFAULT_REPOSITORY,
          null,
          Digest.parse(text),
          List.of(),
          false);
    }
    List<String> commaSeparated = List.of(text.split(",", -1));
    List<String> extraTags = commaSeparated.subList(1, commaSeparated.size());
    for (String tag : extraTags) {
      checkTag(tag);
    }
    String name = commaSeparated.get(0);
    int slash = name.indexOf('/');
    String first = slash < 0 ? "" : name.substring(0, slash);
    boolean hasHost = first.indexOf('.') >= 0 || first.indexOf(':') >= 0;
    checkLength(name);
    if (hasHost) {
      checkRegistry(first);
    }
    return inRegistry(
        hasHost ? first : Reference.DEFAULT_REGISTRY,
        hasHost ? name.substring(slash + 1) : name,
        extraTags,
        hasHost);
  }

  private Reference inRegistry(
      String registry, String path, List<String> extraTags, boolean hasHost)
      throws KitrailException {
    int at = path.indexOf('@');
    String beforeDigest = at < 0 ? path : path.substring(0, at);
    Digest digest = at < 0 ? null : digest(path.substring(at + 1));
    int colon = beforeDigest.indexOf(':');
    String repository = colon < 0 ? beforeDigest : beforeDigest.substring(0, colon);
    String tag = colon < 0 ? null : beforeDigest.substring(colon + 1);
    checkRepository(repository);
    if (tag != null) {
      checkTag(tag);
    }
    return new Reference(
        registry, repository, digest == null ? tag : null, digest, extraTags, hasHost);
  }

  private void checkWhole() throws KitrailException {
    if (text.isEmpty()) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "The name of a ModelKit is empty: write it as registry/repository:tag.");
    }
    int scheme = text.indexOf("://");
    if (scheme >= 0) {
      throw invalid(
          "leave out "
              + text.substring(0, scheme + 3)
              + (text.startsWith("http:") ? " (--plain-http is the option for HTTP)" : ""));
    }
    if (text.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
      throw invalid("it holds a space or another character that no name has");
    }
  }

  private void checkLength(String name) throws KitrailException {
    int end = name.indexOf('@') < 0 ? name.length() : name.indexOf('@');
    int colon = name.indexOf(':', name.indexOf('/') + 1);
    int length = colon < 0 ? end : Math.min(end, colon);
    if (length > LONGEST_NAME) {
      throw invalid("it has " + length + " characters, and " + LONGEST_NAME + " is the most");
    }
  }

  private void checkRegistry(String registry) throws KitrailException {
    if (!registry.equals(registry.toLowerCase(Locale.ROOT))) {
      throw invalid("write the registry in lower case: " + registry.toLowerCase(Locale.ROOT));
    }
    int colon = registry.lastIndexOf(':');
    boolean hasPort = colon >= 0 && !registry.endsWith("]");
    if (hasPort && !isPort(registry.substring(colon + 1))) {
      throw invalid("the registry's port must be a number from 1 to 65535");
    }
    String host = hasPort ? registry.substring(0, colon) : registry;
    if (!HOST.matcher(host).matches()) {
      throw invalid("\"" + host + "\" is not the host name of a registry");
    }
  }

  private static boolean isPort(String digits) {
    return digits.matches("[0-9]{1,5}")
        && Integer.parseInt(digits) >= 1
        && Integer.parseInt(digits) <= 65535;
  }

  private void checkRepository(String repository) throws KitrailException {
    if (repository.isEmpty()) {
      throw invalid("the repository is missing: write it as registry/repository:tag");
    }
    if (!repository.equals(repository.toLowerCase(Locale.ROOT))) {
      throw invalid("write the repository in lower case: " + repository.toLowerCase(Locale.ROOT));
    }
    for (String part : repository.split("/", -1)) {
      if (!REPOSITORY_PART.matcher(part).matches()) {
        throw invalid(
            part.isEmpty()
                ? "a slash too many in \"" + repository + "\""
                : "\""
                    + part
                    + "\" is not part of a repository's name, which has letters and digits, with"
                    + " one of . _ __ or dashes between them");
      }
    }
  }

  private void checkTag(String tag) throws KitrailException {
    if (tag.isEmpty()) {
      throw invalid("a tag is missing after a colon or a comma");
    }
    if (tag.length() > 128) {
      throw invalid("its tag has " + tag.length() + " characters, and 128 is the most");
    }
    if (!TAG.matcher(tag).matches()) {
      throw invalid(
          "\""
              + tag
              + "\" is not a tag, which has letters, digits, _ . and -, and starts with a letter,"
              + " digit or _");
    }
  }

  private Digest digest(String digest) throws KitrailException {
    if (!Digest.isDigest(digest)) {
      throw invalid(
          "what stands after @ must be a digest, sha256: and 64 lower-case hexadecimal digits");
    }
    return Digest.parse(digest);
  }

  private KitrailException invalid(String reason) {
    String shown = text.length() <= 500 ? text : text.substring(0, 500) + "…";
    return new KitrailException(
        ErrorCode.BAD_INPUT, "\"" + shown + "\" is not the name of a ModelKit: " + reason + ".");
  }
}
