package io.github.kitrail.inference.structure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Looks for a layer of Keras' that is Python bytecode. Keras writes a model's layers as JSON, which
 * lies in one piece in all of its formats, so that no format's parser is needed.
 *
 * @see <a href="https://keras.io/api/layers/core_layers/lambda/">Lambda layer</a>
 */
final class LambdaSearch {
  private static final Pattern LAMBDA =
      Pattern.compile("\"class_name\"\\s{0,32}:\\s{0,32}\"(Lambda|__lambda__)\"");

  /** What a match may have at most, so that none is lost between two chunks. */
  private static final int OVERLAP = 128;

  private static final int CHUNK = 64 * 1024;

  private LambdaSearch() {}

  static boolean finds(InputStream in) throws IOException {
    String kept = "";
    byte[] chunk = in.readNBytes(CHUNK);
    while (chunk.length > 0) {
      String text = kept + new String(chunk, StandardCharsets.ISO_8859_1);
      if (LAMBDA.matcher(text).find()) {
        return true;
      }
      kept = text.substring(Math.max(0, text.length() - OVERLAP));
      chunk = in.readNBytes(CHUNK);
    }
    return false;
  }

  static void report(boolean found, Findings findings) {
    if (found) {
      findings.fails(
          Expectations.NO_CODE,
          "it has a Lambda layer of Keras', which is Python code. Write it as a layer of its own");
    } else {
      findings.holds(Expectations.NO_CODE, "");
    }
  }
}
