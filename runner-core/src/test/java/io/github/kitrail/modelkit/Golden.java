package io.github.kitrail.modelkit;

import io.github.kitrail.GoldenContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** What kit 1.7.0 wrote for the folder that make-context.sh makes. */
final class Golden {
  /** The Kitfile of that folder. */
  static final String KITFILE = GoldenContext.KITFILE;

  /** The same as kit's unpack writes it. */
  static final String UNPACKED_KITFILE =
      """
      manifestVersion: 1.0.0
      package:
        name: golden
        version: 0.1.0
        description: golden ModelKit
        license: Apache-2.0
        authors: [Ada, Bob]
      model:
        name: m
        path: model
        license: Apache-2.0
        framework: pytorch
        version: 1.0.0
        description: a model
        parts:
          - name: part-a
            path: part-a.bin
            license: MIT
            type: lora
        parameters:
          nested:
            a:
              - 1
              - two
              - true
            b: 2
          temperature: 0.5
      code:
        - path: code
          description: the code
          license: Apache-2.0
      datasets:
        - name: train
          path: data
          description: training data
          license: CC0-1.0
          parameters:
            rows: 1000
      docs:
        - path: docs/README.md
          description: readme
      """;

  private Golden() {}

  /** A file of the samples, such as {@code none/config.json}. */
  static byte[] file(String path) {
    try (InputStream in = Golden.class.getResourceAsStream("/kit-1.7.0/" + path)) {
      return Objects.requireNonNull(in, path).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A blob of the store that kit made. */
  static byte[] blob(Digest digest) {
    return file("none/kit-storage/blobs/sha256/" + digest.hex());
  }
}
