package io.github.kitrail.inference.structure;

import java.util.Set;

/** What cannot be let pass because nobody looked into it, or because it is a program. */
final class OpaqueFormats {
  private static final Set<String> ARCHIVES =
      Set.of("zip", "7z", "tar", "gzip", "bzip2", "xz", "zstd");

  private OpaqueFormats() {}

  /** What goes on from "it is …"; empty for other formats. */
  static String problem(String format) {
    if (ARCHIVES.contains(format)) {
      return "packed as " + format + ", in which anything can hide. Package what is in it instead";
    }
    return format.equals("executable") ? "a program or a library of native code" : "";
  }
}
