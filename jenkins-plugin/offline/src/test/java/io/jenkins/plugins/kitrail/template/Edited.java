package io.jenkins.plugins.kitrail.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;

/** A Jenkinsfile with settings of its own, and the call of the library that has the same. */
record Edited(String name, Map<String, String> settings) {
  /**
   * @param name such as {@code ci}
   */
  static Edited of(String name) {
    return new Edited(name, Map.of());
  }

  /**
   * @param value as Groovy has it
   */
  Edited with(String setting, String value) {
    Map<String, String> more = new LinkedHashMap<>(settings);
    more.put(setting, value);
    return new Edited(name, more);
  }

  /** As somebody does it who copies the file. */
  Path jenkinsfile(Path folder) throws IOException {
    String text = Files.readString(Templates.jenkinsfile(name));
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      String pattern = "(?m)^  " + setting.getKey() + ": ('[^']*'|\\w+), //";
      String line = "  " + setting.getKey() + ": " + setting.getValue() + ", //";
      String edited = text.replaceFirst(pattern, Matcher.quoteReplacement(line));
      if (!edited.contains(line)) {
        throw new AssertionError("No setting is called " + setting.getKey() + ".");
      }
      text = edited;
    }
    return Files.writeString(folder.resolve(name + ".Jenkinsfile"), text);
  }

  /** The one line for the library. */
  Path call(Path folder) throws IOException {
    StringBuilder text = new StringBuilder("@Library('kitrail') _\n\n");
    text.append(Templates.variable(name)).append("(");
    settings.forEach((key, value) -> text.append(key).append(": ").append(value).append(", "));
    return Files.writeString(
        folder.resolve("library-" + name + ".Jenkinsfile"),
        text.toString().replaceFirst(", $", "") + ")\n");
  }
}
