package io.github.kitrail.evidence.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads JSON so that nobody else can read something different from the same bytes: UTF-8 only, no
 * key twice in an object, nothing after the end.
 */
public final class StrictJson {
  /**
   * Braces, names and values; a large bill of materials has some 100,000. Without a limit the
   * smallest of them take fifty times their size in memory.
   */
  private static final int MOST_TOKENS = 500_000;

  private static final ObjectMapper JSON = mapper(MOST_TOKENS);

  private StrictJson() {}

  private static ObjectMapper mapper(int tokens) {
    return new ObjectMapper(
            JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(
                    StreamReadConstraints.builder().maxTokenCount(tokens).build())
                .build())
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .setDefaultPropertyInclusion(
            JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS));
  }

  /**
   * Reads JSON objects of which many are kept.
   *
   * @param mostTokens braces, names and values; a document with more is refused
   */
  public static Documents upTo(int mostTokens) {
    return new Documents(mapper(mostTokens));
  }

  /** Reads documents that have few parts. */
  public static final class Documents {
    private final ObjectMapper json;

    private Documents(ObjectMapper json) {
      this.json = json;
    }

    /** As {@link StrictJson#parse}. */
    public ObjectNode parse(byte[] utf8, String what) throws KitrailException {
      return StrictJson.parse(json, utf8, what);
    }
  }

  /**
   * Reads one JSON object.
   *
   * @param what the document in words, for messages: "The statement"
   * @throws KitrailException BAD_INPUT when it is not one JSON object
   */
  public static ObjectNode parse(byte[] utf8, String what) throws KitrailException {
    return parse(JSON, utf8, what);
  }

  private static ObjectNode parse(ObjectMapper json, byte[] utf8, String what)
      throws KitrailException {
    JsonNode node;
    // Such a decoder reports malformed input, where `new String` would replace it silently. All at
    // once the text would be in memory up to three times.
    try (Reader text =
        new InputStreamReader(
            new ByteArrayInputStream(utf8), StandardCharsets.UTF_8.newDecoder())) {
      node = json.readTree(text);
    } catch (CharacterCodingException e) {
      throw invalid(what, "it is not UTF-8 text");
    } catch (JsonProcessingException e) {
      throw invalid(what, firstLine(e.getOriginalMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException("nothing is read from anywhere", e);
    }
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw invalid(what, "it is not a JSON object");
  }

  /** An empty object to fill. */
  public static ObjectNode object() {
    return JSON.createObjectNode();
  }

  /** A record as JSON; components that are null or empty are left out, entries of maps never. */
  public static JsonNode tree(Object value) {
    return JSON.valueToTree(value);
  }

  /** UTF-8, no white space, members in their order. */
  public static byte[] bytes(JsonNode node) {
    try {
      return JSON.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree can always be written", e);
    }
  }

  /** The text member of this name. */
  public static String text(JsonNode object, String name, String what) throws KitrailException {
    JsonNode value = object.path(name);
    if (!value.isTextual()) {
      throw invalid(what, "it has no text `" + name + "`");
    }
    return value.textValue();
  }

  /**
   * The failure of a document that is not what it must be.
   *
   * @param reason may quote the document
   */
  public static KitrailException invalid(String what, String reason) {
    return new KitrailException(
        ErrorCode.BAD_INPUT, what + " cannot be read: " + Printable.of(reason) + ".");
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("it is not JSON");
  }
}
