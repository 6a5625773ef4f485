package io.github.kitrail;

import io.github.kitrail.modelkit.Kitfile;
import io.github.kitrail.modelkit.KitfileReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;

/**
 * The folder that the samples of kit 1.7.0 were packed from (make-context.sh beside them): every
 * file, mode and name that has made a difference.
 */
public final class GoldenContext {
  /** kit's name for the sample's repository. */
  public static final String REPOSITORY = "localhost/golden";

  /** The Kitfile of that folder. */
  public static final String KITFILE =
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
        framework: pytorch
        version: 1.0.0
        license: Apache-2.0
        description: a model
        parts:
          - name: part-a
            path: part-a.bin
            type: lora
            license: MIT
        parameters:
          temperature: 0.5
          nested: {b: 2, a: [1, two, true]}
      datasets:
        - name: train
          path: data
          description: training data
          license: CC0-1.0
          parameters: {rows: 1000}
      code:
        - path: code
          description: the code
          license: Apache-2.0
      docs:
        - path: docs/README.md
          description: readme
      """;

  private GoldenContext() {}

  /** Makes the folder, and its Kitfile, anew. */
  public static Path create(Path folder) throws IOException {
    write(folder, "model/model.safetensors", bytes("model", 65536), "rw-r--r--");
    write(folder, "model/nested/deep/weights.bin", bytes("weights", 20000), "rw-r--r--");
    write(folder, "model/config.json", "{\"hidden_size\": 8, \"layers\": 2}\n");
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      rows.append(i).append(',').append(i * i).append('\n');
    }
    write(folder, "data/train.csv", rows.toString());
    write(folder, "data/empty.txt", "");
    write(folder, "data/ünï-モデル.txt", "unicode ✓\n");
    write(folder, "data/" + "d".repeat(60) + "/" + "e".repeat(60) + "/long.txt", "long path\n");
    write(folder, "data/" + "n".repeat(120) + ".txt", "long name\n");
    directory(folder.resolve("data/empty-dir"));
    write(
        folder,
        "code/run.sh",
        "#!/bin/sh\necho hi\n".getBytes(StandardCharsets.UTF_8),
        "rwxr-xr-x");
    write(folder, "code/lib.py", "x = 1\n");
    write(folder, "code/secret.env", "TOKEN=1\n");
    write(folder, "code/tmp/keep.py", "k = 1\n");
    write(folder, "code/tmp/scratch.log", "log\n");
    write(folder, "code/private/p.txt", "private\n");
    Files.createSymbolicLink(folder.resolve("code/link.py"), Path.of("lib.py"));
    write(folder, "docs/README.md", "# docs\n");
    write(folder, "ignored/x.txt", "ignored\n");
    write(folder, ".kitignore", "# comment\n**/*.log\n*.env\ncode/private\nignored/\n");
    write(folder, "part-a.bin", bytes("pa", 3000), "rw-r--r--");
    write(folder, "Kitfile", KITFILE);
    return folder;
  }

  public static Kitfile kitfile() throws KitrailException {
    return KitfileReader.parse(KITFILE, "Kitfile");
  }

  /**
   * What kit made of it.
   *
   * @param name such as {@code none/manifest.json}
   */
  public static byte[] sample(String name) throws IOException {
    try (InputStream in = GoldenContext.class.getResourceAsStream("/kit-1.7.0/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }

  /** kit's store with the uncompressed ModelKit, tagged {@code none}, as a copy to work on. */
  public static Path sampleStore(Path directory) throws Exception {
    Path samples =
        Path.of(
            Objects.requireNonNull(
                    GoldenContext.class.getResource("/kit-1.7.0/none/kit-storage/index.json"))
                .toURI());
    Path from = Objects.requireNonNull(samples.getParent());
    try (var files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = directory.resolve(from.relativize(file).toString());
        Files.createDirectories(Objects.requireNonNull(copy.getParent()));
        Files.write(copy, Files.readAllBytes(file));
      }
    }
    return directory;
  }

  private static void write(Path folder, String path, String text) throws IOException {
    write(folder, path, text.getBytes(StandardCharsets.UTF_8), "rw-r--r--");
  }

  private static void write(Path folder, String path, byte[] content, String permissions)
      throws IOException {
    Path file = folder.resolve(path);
    directory(Objects.requireNonNull(file.getParent()));
    Files.write(file, content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private static void directory(Path directory) throws IOException {
    Files.createDirectories(
        directory,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
  }

  /** The same bytes for the same seed, and no pattern in them. */
  private static byte[] bytes(String seed, int length) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      for (int i = 0; out.size() < length; i++) {
        out.writeBytes(sha256.digest((seed + ":" + i).getBytes(StandardCharsets.UTF_8)));
      }
      return java.util.Arrays.copyOf(out.toByteArray(), length);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
