package io.github.kitrail.deploy;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What kind of file a template makes, and so how a value is written into it that cannot end the
 * quotes it stands in.
 */
enum TemplateFormat {
  /** Values stand in double quotes. */
  YAML("\""),
  /** YAML in which {@code $} begins a variable, as Docker Compose reads it. */
  COMPOSE("\""),
  /** Values stand in double quotes; right for TOML, too. */
  JSON("\""),
  /** Values stand in single quotes. */
  SHELL("'"),
  /** Ollama's; values stand in three double quotes. */
  MODELFILE("\"\"\""),
  /** Values are text without markup, in one line. */
  MARKDOWN(null),
  /** Values are one line. */
  PLAIN(null);

  private final @Nullable String quotes;

  TemplateFormat(@Nullable String quotes) {
    this.quotes = quotes;
  }

  /** What a template writes around each value; empty where a value needs nothing. */
  Optional<String> quotes() {
    return Optional.ofNullable(quotes);
  }

  boolean isYaml() {
    return this == YAML || this == COMPOSE;
  }

  /** By the file's name. */
  static Optional<TemplateFormat> of(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    if (name.matches("(docker-)?compose(\\..*)?\\.ya?ml")) {
      return Optional.of(COMPOSE);
    }
    String suffix = name.substring(name.lastIndexOf('.') + 1);
    return switch (suffix) {
      case "yaml", "yml" -> Optional.of(YAML);
      case "json", "toml" -> Optional.of(JSON);
      case "sh" -> Optional.of(SHELL);
      case "modelfile" -> Optional.of(MODELFILE);
      case "md" -> Optional.of(MARKDOWN);
      case "txt" -> Optional.of(PLAIN);
      default -> Optional.empty();
    };
  }

  /**
   * The value as it is written between the quotes.
   *
   * @throws UnsafeValueException when the format has no way to write it
   */
  String escape(String value) {
    return switch (this) {
      case YAML, JSON -> escapeJson(value);
      case COMPOSE -> escapeJson(value).replace("$", "$$");
      case SHELL -> printable(value).replace("'", "'\\''");
      case MODELFILE -> escapeModelfile(value);
      case MARKDOWN ->
          value
              .replaceAll("[\\p{Cc}\\p{Z}]+", " ")
              .strip()
              .replaceAll("[\\\\`*\\[\\]<>&|]", "\\\\$0");
      case PLAIN -> oneLine(value);
    };
  }

  /**
   * A JSON string is a YAML string, too, once those characters are escaped that YAML does not print
   * or takes for line breaks (YAML 1.2, 5.1 and 5.4).
   */
  private static String escapeJson(String value) {
    StringBuilder escaped = new StringBuilder();
    for (char c : JsonStringEncoder.getInstance().quoteAsString(value)) {
      boolean special =
          (c >= 0x7f && c <= 0x9f) || c == 0x2028 || c == 0x2029 || c == 0xfeff || c >= 0xfffe;
      if (special) {
        escaped.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }

  /**
   * Ollama's parser knows no escapes: a value ends at the first line that ends with three quotes.
   * What does not print it drops, so that we may, too. See <a
   * href="https://github.com/ollama/ollama/blob/main/parser/parser.go">parser.go</a>.
   */
  private static String escapeModelfile(String value) {
    String text =
        value.replace("\r\n", "\n").replace('\r', '\n').replaceAll("[\\p{Cc}&&[^\n\t]]", "");
    return text.contains("\n") ? text.replace("\"\"\"", "'''") : text;
  }

  private static String oneLine(String value) {
    if (value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
      throw new UnsafeValueException("has more than one line");
    }
    return printable(value);
  }

  private static String printable(String value) {
    if (value.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')) {
      throw new UnsafeValueException("has a control character");
    }
    return value;
  }

  /** The value cannot be written; the message says why, as in "the value … has a …". */
  static final class UnsafeValueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnsafeValueException(String message) {
      super(message);
    }
  }
}
