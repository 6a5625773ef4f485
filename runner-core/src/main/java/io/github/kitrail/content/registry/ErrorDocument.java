package io.github.kitrail.content.registry;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kitrail.content.registry.http.HttpAnswer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a registry says about an error, made fit to be shown: one line, no control characters, not
 * endless.
 *
 * @param codes such as DENIED
 * @param text empty when there is nothing that helps, such as a page of HTML
 */
record ErrorDocument(Set<String> codes, String text) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_BYTES = 16 * 1024;
  private static final int MAX_TEXT = 300;
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\s]+");

  /** Reads the answer's body. */
  static ErrorDocument of(HttpAnswer answer) {
    byte[] body;
    try {
      byte[] read = answer.readUpTo(MAX_BYTES);
      body = Arrays.copyOf(read, Math.min(read.length, MAX_BYTES));
    } catch (IOException e) {
      body = new byte[0];
    }
    String type = answer.header("Content-Type");
    // Go answers plain HTTP on a TLS port without any header.
    return parse(body, type == null || type.toLowerCase(Locale.ROOT).contains("text/plain"));
  }

  static ErrorDocument parse(byte[] body, boolean isPlainText) {
    Set<String> codes = new LinkedHashSet<>();
    Set<String> messages = new LinkedHashSet<>();
    try {
      for (JsonNode error : JSON.readTree(body).path("errors")) {
        codes.add(error.path("code").asText(""));
        messages.add(clean(error.path("message").asText(error.path("code").asText(""))));
      }
    } catch (JacksonException e) {
      // No JSON; perhaps a line of text.
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory can always be read", e);
    }
    if (messages.isEmpty() && isPlainText) {
      messages.add(clean(new String(body, StandardCharsets.UTF_8)));
    }
    messages.remove("");
    return new ErrorDocument(codes, String.join("; ", messages));
  }

  private static String clean(String text) {
    String line = UNPRINTABLE.matcher(text).replaceAll(" ").trim();
    return line.length() > MAX_TEXT ? line.substring(0, MAX_TEXT) + "…" : line;
  }

  /** What follows a status in a sentence: {@code : text}, or nothing. */
  String suffix() {
    String sentence = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    return sentence.isEmpty() ? "" : ": " + sentence;
  }
}
