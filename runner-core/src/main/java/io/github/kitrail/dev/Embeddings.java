package io.github.kitrail.dev;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;

/**
 * Texts as vectors.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/embeddings">OpenAI's API</a>
 */
final class Embeddings {
  private final ModelSession session;
  private final String model;

  Embeddings(ModelSession session, String model) {
    this.session = session;
    this.model = model;
  }

  void embed(Exchange exchange) throws ApiException, IOException {
    Fields fields = new Fields(exchange.body());
    GenerationRequest.requireModel(fields, model);
    List<String> texts = fields.texts("input");
    if (texts.isEmpty()) {
      throw ApiException.badRequest("input must be a text or a list of texts.", "input");
    }
    boolean base64 = base64(fields);
    fields.ignore("user");
    fields.end();
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("object", "list");
    ArrayNode data = json.putArray("data");
    for (String text : texts) {
      double[] vector = session.embed(text);
      ObjectNode entry = data.addObject().put("object", "embedding").put("index", data.size() - 1);
      if (base64) {
        entry.put("embedding", encoded(vector));
      } else {
        ArrayNode numbers = entry.putArray("embedding");
        for (double number : vector) {
          numbers.add(number);
        }
      }
    }
    exchange.send(200, json.put("model", model));
  }

  /** OpenAI's own clients ask for it unless told otherwise. */
  private static boolean base64(Fields fields) throws ApiException {
    if (!fields.has("encoding_format")) {
      return false;
    }
    String format = fields.text("encoding_format");
    if (!List.of("float", "base64").contains(format)) {
      throw ApiException.badRequest("encoding_format must be float or base64.", "encoding_format");
    }
    return format.equals("base64");
  }

  /** Little-endian 32-bit floats. */
  private static String encoded(double[] vector) {
    ByteBuffer bytes =
        ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (double number : vector) {
      bytes.putFloat((float) number);
    }
    return Base64.getEncoder().encodeToString(bytes.array());
  }
}
