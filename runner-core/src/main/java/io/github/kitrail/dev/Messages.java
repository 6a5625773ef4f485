package io.github.kitrail.dev;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitrail.inference.engine.ChatMessage;
import java.util.ArrayList;
import java.util.List;

/** The field {@code messages} of a chat. */
final class Messages {
  private Messages() {}

  static List<ChatMessage> read(JsonNode messages) throws ApiException {
    if (!messages.isArray() || messages.isEmpty()) {
      throw ApiException.badRequest("messages must be a list of at least one message.", "messages");
    }
    List<ChatMessage> read = new ArrayList<>();
    for (JsonNode message : messages) {
      String name = "messages[" + read.size() + "]";
      read.add(new ChatMessage(role(message, name), content(message.path("content"), name)));
    }
    return read;
  }

  private static String role(JsonNode message, String name) throws ApiException {
    String role = message.path("role").asText();
    return switch (role) {
      case "system", "user", "assistant" -> role;
      case "developer" -> "system"; // OpenAI's newer word for the same
      default ->
          throw ApiException.badRequest(
              name + ".role must be system, user or assistant.", "messages");
    };
  }

  /** A text, or a list of parts that are all text. */
  private static String content(JsonNode content, String name) throws ApiException {
    if (content.isTextual()) {
      return content.asText();
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode part : content) {
      if (!part.path("type").asText().equals("text")) {
        throw ApiException.unsupported(
            name + ".content has a part that is no text, which the model is not given here.",
            "messages");
      }
      text.append(part.path("text").asText());
    }
    if (!content.isArray()) {
      throw ApiException.badRequest(name + ".content must be a text.", "messages");
    }
    return text.toString();
  }
}
