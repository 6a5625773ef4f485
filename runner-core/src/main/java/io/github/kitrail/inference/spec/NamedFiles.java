package io.github.kitrail.inference.spec;

import io.github.kitrail.KitrailException;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.yaml.YamlValue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the files that a spec names, each once, and keeps in mind which bytes they had. */
public final class NamedFiles {
  private static final long MEBIBYTE = 1024 * 1024;
  private static final long LARGEST = 64 * MEBIBYTE;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final SpecFiles files;
  private final Map<Path, String> texts = new LinkedHashMap<>();
  private final Map<Path, Digest> digests = new LinkedHashMap<>();

  public NamedFiles(SpecFiles files) {
    this.files = files;
  }

  /**
   * The text of a file, without a byte order mark.
   *
   * @param path the value of the spec that names it
   * @throws KitrailException BAD_INPUT at that place, when there is no such file, or it is no
   *     UTF-8, or larger than 64 MiB
   */
  public String text(YamlValue path) throws KitrailException {
    String name = path.text();
    if (name.isBlank() || name.startsWith("/") || name.contains("\\") || name.contains(":")) {
      throw path.error(
          "`" + name + "` is no path of a file: it is relative to the spec, with / in it");
    }
    Optional<Path> file = files.find(name);
    if (file.isEmpty()) {
      throw path.error(
          "there is no file " + name + ", neither beside the spec nor in the ModelKit");
    }
    String known = texts.get(file.get());
    if (known == null) {
      known = read(file.get(), path);
      texts.put(file.get(), known);
    }
    return known;
  }

  /** The digest of each file that was read, by its absolute path. */
  public Map<Path, Digest> digests() {
    return digests;
  }

  private String read(Path file, YamlValue path) throws KitrailException {
    try {
      long size = Files.size(file);
      if (size > LARGEST) {
        throw path.error(
            path.text()
                + " has "
                + size / MEBIBYTE
                + " MiB, but a file that smoke tests read may have 64: put some of it into another");
      }
      byte[] bytes = Files.readAllBytes(file);
      digests.put(file, Digest.of(bytes));
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw path.error(path.text() + " is not UTF-8");
    } catch (IOException e) {
      throw path.error("could not read " + path.text() + ": " + e);
    }
  }
}
