package io.github.kitrail.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kitrail.content.registry.http.HttpAnswer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What GitHub answered, read whole.
 *
 * @param headers those that somebody here reads
 * @param retryAfter how long GitHub asks to wait; null when it does not
 */
record Answer(int status, Map<String, String> headers, @Nullable Duration retryAfter, byte[] body) {
  /** A hundred of the longest comments, in which every character is escaped, are less. */
  private static final int MAX_BYTES = 64 * 1024 * 1024;

  static final String LINK = "Link";
  static final String REMAINING = "x-ratelimit-remaining";
  static final String RESET = "x-ratelimit-reset";
  static final String ACCEPTED = "X-Accepted-GitHub-Permissions";
  static final String LOCATION = "Location";
  private static final List<String> READ =
      List.of(LINK, REMAINING, RESET, ACCEPTED, LOCATION, "Content-Type", "Date");

  static Answer of(HttpAnswer answer, @Nullable Duration retryAfter) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String name : READ) {
      String value = answer.header(name);
      if (value != null) {
        headers.put(name, value);
      }
    }
    byte[] body = answer.readUpTo(MAX_BYTES);
    if (body.length > MAX_BYTES) {
      throw new IOException("GitHub sent more than " + MAX_BYTES + " bytes");
    }
    return new Answer(answer.status(), headers, retryAfter, body);
  }

  /** Empty when there is none. */
  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** What GitHub says went wrong: its message, and which field it does not take. */
  String message() {
    JsonNode json;
    try {
      json = new ObjectMapper().readTree(body);
    } catch (IOException e) {
      // A proxy's page, perhaps.
      return "";
    }
    if (json == null) {
      return "";
    }
    List<String> parts = new ArrayList<>();
    parts.add(json.path("message").asText(""));
    for (JsonNode error : json.path("errors")) {
      String field = error.path("field").asText("");
      String what = error.path("message").asText(error.path("code").asText(error.asText("")));
      parts.add(field.isEmpty() ? what : field + " " + what);
    }
    parts.removeIf(String::isBlank);
    return String.join("; ", parts);
  }
}
