package io.github.kitrail.evidence.predicate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.evidence.bom.CycloneDx;
import io.github.kitrail.evidence.json.StrictJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A predicate that a user brings as a JSON file. */
public final class PredicateFile {
  /** A larger one would not fit into what is read as evidence again, once in base64. */
  public static final long MAX_BYTES = 10L * 1024 * 1024;

  // JSON pointers to what the types' specifications require and verifiers look at.
  private static final Map<String, List<String>> REQUIRED =
      Map.of(PredicateType.TEST_RESULT, List.of("/result", "/configuration"));

  private PredicateFile() {}

  /**
   * Reads the file as a predicate of this type.
   *
   * @param type a short name or a URI
   * @throws KitrailException BAD_INPUT when the file is no JSON object, is not as its type
   *     requires, or claims to be a signature
   */
  public static Predicate read(String type, Path file) throws KitrailException {
    String uri = PredicateType.parse(type);
    if (uri.equals(PredicateType.SIGNATURE)) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "A signature is not made from a predicate file: use `kitrail sign`.");
    }
    ObjectNode body = StrictJson.parse(bytes(file), "The predicate " + file);
    for (String pointer : REQUIRED.getOrDefault(uri, List.of())) {
      if (body.at(pointer).isMissingNode() || body.at(pointer).isNull()) {
        throw new KitrailException(
            ErrorCode.BAD_INPUT,
            "The predicate "
                + file
                + " is not complete: "
                + uri
                + " requires `"
                + pointer.substring(1).replace('/', '.')
                + "`.");
      }
    }
    if (uri.equals(PredicateType.SLSA_PROVENANCE)) {
      ProvenanceForm.check(body, "The predicate " + file);
    }
    if (uri.equals(PredicateType.VERIFICATION_SUMMARY)) {
      VerificationSummaryForm.check(body, "The predicate " + file);
    } else if (uri.equals(PredicateType.CYCLONEDX)) {
      CycloneDx.check(body, "The predicate " + file);
    }
    return new Predicate(uri, body);
  }

  private static byte[] bytes(Path file) throws KitrailException {
    try {
      if (Files.isRegularFile(file) && Files.size(file) > MAX_BYTES) {
        throw new KitrailException(
            ErrorCode.BAD_INPUT,
            "The predicate " + file + " is larger than " + MAX_BYTES + " bytes.");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "Could not read the predicate "
              + file
              + ": "
              + (Files.exists(file) ? e.getClass().getSimpleName() : "there is no such file")
              + ".",
          e);
    }
  }
}
