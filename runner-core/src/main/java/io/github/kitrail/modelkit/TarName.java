package io.github.kitrail.modelkit;

/**
 * A path in the two name fields of a tar header.
 *
 * @param isComplete false when the path does not fit, so that a record must hold it
 */
record TarName(String prefix, String name, boolean isComplete) {
  static final int NAME_SIZE = 100;
  static final int PREFIX_SIZE = 155;

  /** The whole path, split at a slash when it is long, or else what fits. */
  static TarName of(String path) {
    if (!Ascii.isAscii(path)) {
      return shortened(path);
    }
    if (path.length() <= NAME_SIZE) {
      return new TarName("", path, true);
    }
    int split = path.lastIndexOf('/', Math.min(path.length(), PREFIX_SIZE + 1) - 1);
    if (split <= 0 || path.length() - split - 1 > NAME_SIZE) {
      return shortened(path);
    }
    return new TarName(path.substring(0, split), path.substring(split + 1), true);
  }

  /** What old readers get to see beside a record: the ASCII characters, as many as fit. */
  static TarName shortened(String path) {
    String ascii = ascii(path);
    if (ascii.length() > NAME_SIZE && ascii.charAt(NAME_SIZE - 1) == '/') {
      // A file whose name ends in a slash would be a folder to them; only the first slash is
      // overwritten, as Go does it.
      String kept = trimSlashes(ascii.substring(0, NAME_SIZE - 1));
      ascii = kept + '\0' + ascii.substring(kept.length() + 1);
    }
    return new TarName("", ascii.substring(0, Math.min(ascii.length(), NAME_SIZE)), false);
  }

  /** The name of the record itself, which nobody reads but which is part of the digest. */
  static TarName ofRecord(String path) {
    int slash = path.lastIndexOf('/') + 1;
    String name =
        ascii(
            ContextPath.clean(path.substring(0, slash) + "PaxHeaders.0/" + path.substring(slash)));
    String fitting = name.substring(0, Math.min(name.length(), NAME_SIZE));
    return new TarName("", trimSlashes(fitting), false);
  }

  private static String ascii(String path) {
    StringBuilder ascii = new StringBuilder();
    path.codePoints().filter(c -> c < 0x80).forEach(ascii::appendCodePoint);
    return ascii.toString();
  }

  private static String trimSlashes(String name) {
    int end = name.length();
    while (end > 0 && name.charAt(end - 1) == '/') {
      end--;
    }
    return name.substring(0, end);
  }
}
