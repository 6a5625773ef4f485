package io.github.kitrail.evidence.predicate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.evidence.bom.CycloneDx;
import io.github.kitrail.evidence.json.StrictJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A predicate that a user brings as a JSON file. */
public final class PredicateFile {
  /** A larger one would not fit into what is read as evidence again, once in base64. */
  public static final long MAX_BYTES = 10L * 1024 * 1024;

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
    String what = "The predicate " + file;
    switch (uri) {
      case PredicateType.SLSA_PROVENANCE -> ProvenanceForm.check(body, what);
      case PredicateType.TEST_RESULT -> {
        PredicateForm form = new PredicateForm(uri, body, what);
        form.require("/result", node -> true, "there");
        form.require("/configuration", node -> true, "there");
      }
      case PredicateType.VERIFICATION_SUMMARY -> VerificationSummaryForm.check(body, what);
      case PredicateType.CYCLONEDX -> CycloneDx.check(body, what);
      default -> {
        // Anybody's own type: any object will do.
      }
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
