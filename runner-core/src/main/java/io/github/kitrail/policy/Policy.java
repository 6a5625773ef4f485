package io.github.kitrail.policy;

import io.github.kitrail.KitrailException;
import io.github.kitrail.yaml.YamlDocument;
import io.github.kitrail.yaml.YamlMapping;
import io.github.kitrail.yaml.YamlValue;
import java.util.ArrayList;
import java.util.List;

/**
 * What must be true before a ModelKit may go on.
 *
 * @param require what must be there and verify with the given key: {@code signature}, or a
 *     predicate type by short name or URI; a required test-result or vsa must also say PASSED
 */
public record Policy(List<String> require) {
  /** The word for the signature of the ModelKit itself. */
  public static final String SIGNATURE = "signature";

  /**
   * Reads a policy strictly; one that requires nothing is an error, as it would let everything
   * pass.
   *
   * @param name what the user calls the file, for messages
   */
  public static Policy parse(String text, String name) throws KitrailException {
    YamlMapping root = YamlDocument.parse(text, name).allowOnly("policy", "version", "require");
    YamlValue version = root.require("version");
    if (!version.text().equals("1")) {
      throw version.error("`version` must be 1, the only version of a policy that there is");
    }
    List<String> required = new ArrayList<>();
    for (YamlValue value : root.require("require").list()) {
      required.add(value.text());
    }
    if (required.isEmpty()) {
      throw root.error("`require` is empty: such a policy would let everything pass");
    }
    return new Policy(List.copyOf(required));
  }
}
