package io.jenkins.plugins.kitrail.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.LinkedHashMap;

/**
 * What {@code --output json} printed, as the classes that a sandboxed pipeline may use: {@code
 * LinkedHashMap}, {@code ArrayList}, text, numbers, booleans and null. Not a record: a pipeline
 * would need an approval for each of its methods.
 */
public final class ResultRecord {
  private static final TypeReference<LinkedHashMap<String, Object>> MAP = new TypeReference<>() {};

  private ResultRecord() {}

  /**
   * @return null for a text that is no JSON object, such as that of a tool that failed early
   */
  @CheckForNull
  public static LinkedHashMap<String, Object> parse(String output) {
    if (!output.stripLeading().startsWith("{")) {
      return null;
    }
    try {
      return new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .readValue(output, MAP);
    } catch (JsonProcessingException e) {
      return null;
    }
  }
}
