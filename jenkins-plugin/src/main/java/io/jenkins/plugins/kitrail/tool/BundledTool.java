package io.jenkins.plugins.kitrail.tool;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The files of the {@code kitrail} command that the plugin carries as resources. The jar among them
 * is never on a class path of Jenkins.
 *
 * @param digest of all the files, in hex: what is in a folder of this name never changes
 */
record BundledTool(String digest, List<Part> parts) {
  static final String JAR = "kitrail.jar";

  /** Java's options, one definition for all that start it. */
  static final String OPTIONS = "java.options";

  private static final List<String> NAMES = List.of(JAR, OPTIONS, "kitrail", "kitrail.cmd");

  /**
   * A file.
   *
   * @param sha256 in hex
   * @param size in bytes
   */
  record Part(String name, URL content, String sha256, long size) {
    static Part of(String name, URL content) throws IOException {
      MessageDigest digest = BundledTool.sha256();
      try (InputStream stream = new DigestInputStream(content.openStream(), digest)) {
        long size = stream.transferTo(OutputStream.nullOutputStream());
        return new Part(name, content, HexFormat.of().formatHex(digest.digest()), size);
      }
    }

    boolean isProgram() {
      return !name.contains(".");
    }
  }

  /**
   * @param holder the class beside which the resources are
   */
  static BundledTool of(Class<?> holder) throws IOException {
    List<Part> parts = new ArrayList<>();
    MessageDigest all = sha256();
    for (String name : NAMES) {
      URL content = holder.getResource(name);
      if (content == null) {
        throw new FileNotFoundException(
            "This build of the Kitrail plugin lacks its part "
                + name
                + "; build it with mvn -f jenkins-plugin/pom.xml package.");
      }
      Part part = Part.of(name, content);
      parts.add(part);
      all.update((part.sha256() + "  " + name + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return new BundledTool(HexFormat.of().formatHex(all.digest()), List.copyOf(parts));
  }

  static String sha256(InputStream stream) throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[64 * 1024];
    for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
      digest.update(buffer, 0, read);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("each Java has SHA-256", e);
    }
  }
}
