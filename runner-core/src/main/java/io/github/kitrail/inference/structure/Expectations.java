package io.github.kitrail.inference.structure;

/** What is expected of files, as it goes on from "expected …". */
final class Expectations {
  static final String SIZES = "every tensor to be as large as its shape says";
  static final String NO_OVERLAP = "no two tensors to share bytes";
  static final String NO_CODE = "nothing that runs code when it is loaded";

  private Expectations() {}

  static String whole(String format) {
    return "a whole " + format + " file";
  }
}
