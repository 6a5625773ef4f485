package io.github.kitrail.evidence.bom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.evidence.json.Printable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cyclonedx.Version;
import org.cyclonedx.parsers.JsonParser;

/**
 * The form of a CycloneDX document, by the format's own schemas, which the library carries: nothing
 * is fetched.
 *
 * @see <a href="https://cyclonedx.org/docs/1.6/json/">CycloneDX 1.6</a>
 */
public final class CycloneDx {
  private static final Map<String, Version> VERSIONS =
      Map.of("1.5", Version.VERSION_15, "1.6", Version.VERSION_16);

  private static final int SHOWN = 5;

  private CycloneDx() {}

  /**
   * @param what how messages name the document
   * @throws KitrailException BAD_INPUT when it is no CycloneDX, of another version than 1.5 and
   *     1.6, or breaks its schema
   */
  public static void check(JsonNode document, String what) throws KitrailException {
    if (!"CycloneDX".equals(document.path("bomFormat").textValue())) {
      throw invalid(what, "its `bomFormat` must be \"CycloneDX\"");
    }
    Version version = VERSIONS.get(document.path("specVersion").asText());
    if (version == null || !document.path("specVersion").isTextual()) {
      throw invalid(
          what,
          "its `specVersion` must be \"1.5\" or \"1.6\", not "
              + Printable.of(String.valueOf(document.get("specVersion")))
              + "; `cyclonedx convert` turns other versions into these");
    }
    List<Error> errors;
    try {
      errors = new JsonParser().getJsonSchema(version, new ObjectMapper()).validate(document);
    } catch (IOException e) {
      throw new IllegalStateException("the library has its schemas with it", e);
    }
    if (!errors.isEmpty()) {
      String more = errors.size() > SHOWN ? "; and " + (errors.size() - SHOWN) + " more" : "";
      throw invalid(
          what,
          "by the schema of CycloneDX "
              + version.getVersionString()
              + " "
              + errors.stream()
                  .limit(SHOWN)
                  .map(error -> error.getInstanceLocation() + " " + error.getMessage())
                  .map(Printable::of)
                  .collect(Collectors.joining("; "))
              + more);
    }
  }

  private static KitrailException invalid(String what, String reason) {
    return new KitrailException(ErrorCode.BAD_INPUT, what + " is not valid: " + reason + ".");
  }
}
