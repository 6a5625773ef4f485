package io.github.kitrail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The version that the build wrote beside this class. */
public final class Version {
  public static final String ISSUES = "https://github.com/kitrail/kitrail/issues";

  private Version() {}

  public static String current() {
    try (InputStream in = Version.class.getResourceAsStream("version")) {
      return in == null
          ? "development"
          : new String(in.readAllBytes(), StandardCharsets.UTF_8).trim();
    } catch (IOException e) {
      return "unknown";
    }
  }
}
