package io.jenkins.plugins.kitrail.template;

import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The library's pipelines, made from the Jenkinsfiles: the same settings, those with {@code yours}
 * without a default, and the same pipeline.
 */
final class LibrarySource {
  private static final Pattern PARTS =
      Pattern.compile(
          "(?<head>(?://.*\n"
              + ")+)\n"
              + "Map settings = \\[\n"
              + "(?<settings>.*?)\n"
              + "\\]\n"
              + "(?<rest>.*?\n"
              + "}\n"
              + ")(?<methods>.*)",
          Pattern.DOTALL);

  private static final Pattern SETTING =
      Pattern.compile("^  (?<name>\\w+): (?<value>'[^']*'|\\w+), // (?<help>.*)$");

  private LibrarySource() {}

  /**
   * @param name such as {@code ci}
   */
  static String groovy(String name) throws IOException {
    Matcher parts = parts(name);
    StringBuilder text = new StringBuilder();
    text.append("// Made from ")
        .append(name)
        .append(".Jenkinsfile by LibraryTest; edit that.\n//\n");
    text.append(parts.group("head"));
    text.append("\nvoid call(Map given = [:]) {\n");
    text.append("  Map settings = modelKitSettings('").append(Templates.variable(name));
    text.append("', [\n");
    for (String line : parts.group("settings").lines().toList()) {
      text.append("  ").append(isYours(line) ? line.replaceFirst(": '[^']*',", ": null,") : line);
      text.append('\n');
    }
    text.append("  ], given)\n");
    parts
        .group("rest")
        .lines()
        .forEach(it -> text.append(it.isEmpty() ? it : "  " + it).append('\n'));
    return text.append("}\n").append(parts.group("methods")).toString();
  }

  /** What the Snippet Generator's reference of global variables shows. */
  static String help(String name) throws IOException {
    Matcher parts = parts(name);
    StringBuilder text = new StringBuilder();
    text.append("<!-- Made from ")
        .append(name)
        .append(".Jenkinsfile by LibraryTest; edit that. -->\n<p>");
    String head = parts.group("head").replaceAll("(?m)^// ?", "").strip();
    text.append(html(head.lines().findFirst().orElseThrow())).append("</p>\n<dl>\n");
    for (String line : parts.group("settings").lines().toList()) {
      Matcher setting = SETTING.matcher(line);
      if (!setting.matches() || setting.group("name") == null) {
        throw new AssertionError(
            name + ".Jenkinsfile: a setting has no comment that explains it: " + line);
      }
      text.append("  <dt><code>").append(setting.group("name")).append("</code>");
      text.append(
          isYours(line)
              ? ", required"
              : ", by default <code>" + html(setting.group("value")) + "</code>");
      text.append("</dt>\n  <dd>")
          .append(html(setting.group("help").replaceFirst("^yours[:;] ?", "")));
      text.append("</dd>\n");
    }
    return text.append("</dl>\n").toString();
  }

  private static boolean isYours(String line) {
    return line.contains("// yours");
  }

  private static Matcher parts(String name) throws IOException {
    Matcher parts = PARTS.matcher(Files.readString(Templates.jenkinsfile(name)));
    if (!parts.matches()) {
      throw new AssertionError(
          name + ".Jenkinsfile is not made of comment, settings, pipeline, methods.");
    }
    return parts;
  }

  private static String html(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
