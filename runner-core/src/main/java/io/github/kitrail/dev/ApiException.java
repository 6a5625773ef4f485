package io.github.kitrail.dev;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * An answer that says no, in the words of OpenAI's API.
 *
 * @see <a href="https://platform.openai.com/docs/guides/error-codes">OpenAI's error codes</a>
 */
final class ApiException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String type;
  private final @Nullable String param;
  private final @Nullable String code;

  ApiException(
      int status, String type, String message, @Nullable String param, @Nullable String code) {
    super(message);
    this.status = status;
    this.type = type;
    this.param = param;
    this.code = code;
  }

  /** The request is not what it must be. */
  static ApiException badRequest(String message, @Nullable String param) {
    return new ApiException(400, "invalid_request_error", message, param, null);
  }

  /** It asks for what is possible elsewhere, but not here. */
  static ApiException unsupported(String message, @Nullable String param) {
    return new ApiException(400, "invalid_request_error", message, param, "unsupported");
  }

  static ApiException forbidden(String message) {
    return new ApiException(403, "permission_error", message, null, null);
  }

  static ApiException server(String message) {
    return new ApiException(500, "server_error", message, null, null);
  }

  int status() {
    return status;
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.putObject("error")
        .put("message", String.valueOf(getMessage()))
        .put("type", type)
        .put("param", param)
        .put("code", code);
    return json;
  }
}
