package io.github.kitrail.evidence.predicate;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitrail.evidence.json.StrictJson;

/**
 * What a statement says about its subjects.
 *
 * @param type the URI that tells how to read the body
 * @param body a JSON object; what others wrote may be anything (cosign puts an SPDX text in a
 *     string)
 */
public record Predicate(String type, JsonNode body) {
  public Predicate {
    body = body.deepCopy();
  }

  /** A signature's predicate, which is empty. */
  public static Predicate signature() {
    return new Predicate(PredicateType.SIGNATURE, StrictJson.object());
  }

  /** A copy: JSON trees can be changed. */
  @Override
  public JsonNode body() {
    return body.deepCopy();
  }
}
