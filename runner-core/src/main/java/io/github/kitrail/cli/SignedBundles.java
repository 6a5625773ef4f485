package io.github.kitrail.cli;

import io.github.kitrail.KitrailException;
import io.github.kitrail.operations.Attest;
import io.github.kitrail.operations.Gate;
import io.github.kitrail.operations.ListAttestations;
import io.github.kitrail.pipeline.RunReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The bundles that a step has signed and attached, as the place holds them. */
final class SignedBundles {
  private SignedBundles() {}

  /**
   * @return JSON, in the order in which they were signed
   * @throws KitrailException why they cannot be read
   */
  static List<byte[]> of(ActionResult result, StepCommands commands)
      throws KitrailException, IOException {
    List<String> digests = digests(result);
    String pinned = result.pinned();
    if (digests.isEmpty() || pinned == null) {
      return List.of();
    }
    Path folder = Files.createTempDirectory("kitrail-bundles");
    try {
      commands.result(
          ListAttestations.Result.class, List.of("attestations", "--export=" + folder), pinned);
      List<byte[]> bundles = new ArrayList<>();
      for (String digest : digests) {
        Path file = folder.resolve(digest.replace(':', '-') + ".bundle.json");
        if (Files.exists(file)) {
          bundles.add(Files.readAllBytes(file));
        }
      }
      return bundles;
    } finally {
      delete(folder);
    }
  }

  private static List<String> digests(ActionResult result) {
    List<String> digests = new ArrayList<>();
    if (result.result() instanceof RunReport report) {
      report.signatures().forEach(it -> digests.add(it.digest()));
      report.attestations().forEach(it -> digests.add(it.digest()));
    } else if (result.result() instanceof Gate.Result gate) {
      gate.attestation().map(Attest.Result::digest).ifPresent(digests::add);
    }
    return digests;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
