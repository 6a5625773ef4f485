package io.github.kitrail.content.layout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.DiskFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The file {@code oci-layout}, which says that a directory is one, and of which version. */
public final class LayoutMarker {
  public static final String NAME = "oci-layout";

  private static final byte[] CONTENT =
      "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(StandardCharsets.UTF_8);

  private LayoutMarker() {}

  /** Makes the directory a layout, unless it is one. */
  public static void ensure(Path layout) throws KitrailException {
    Path marker = layout.resolve(NAME);
    try {
      Files.createDirectories(layout);
      // Never replaced: others may hold a lock on it. An empty one is what a crash leaves.
      if (Files.notExists(marker)) {
        Files.write(marker, CONTENT, StandardOpenOption.CREATE_NEW);
      } else if (Files.size(marker) == 0) {
        Files.write(marker, CONTENT);
      }
    } catch (FileAlreadyExistsException e) {
      // Somebody else was faster.
    } catch (IOException e) {
      throw DiskFailure.of("make " + layout + " an OCI layout", e);
    }
  }

  /**
   * @return whether the directory is a layout
   * @throws KitrailException BAD_INPUT when its version is none that we know
   */
  public static boolean check(Path layout) throws KitrailException {
    Path marker = layout.resolve(NAME);
    try {
      if (Files.notExists(marker)) {
        return false;
      }
      byte[] content = Files.readAllBytes(marker);
      String version = new ObjectMapper().readTree(content).path("imageLayoutVersion").asText();
      if (content.length > 0 && !version.startsWith("1.")) {
        throw new KitrailException(
            ErrorCode.BAD_INPUT,
            marker + " names the layout version \"" + version + "\"; Kitrail knows 1.0.0.");
      }
      return true;
    } catch (JsonProcessingException e) {
      throw new KitrailException(ErrorCode.BAD_INPUT, marker + " is damaged: it is no JSON.", e);
    } catch (IOException e) {
      throw DiskFailure.of("read " + marker, e);
    }
  }
}
