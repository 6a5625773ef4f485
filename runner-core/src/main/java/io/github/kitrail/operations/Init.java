package io.github.kitrail.operations;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.modelkit.Kitfile;
import io.github.kitrail.modelkit.KitfileYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a first Kitfile for the files that a folder holds. */
public final class Init {
  private Init() {}

  /**
   * @param name null for the folder's own
   * @param force whether a Kitfile that is there may be replaced
   */
  public record Request(
      Path directory,
      @Nullable String name,
      @Nullable String description,
      @Nullable String author,
      boolean force) {}

  /**
   * @param kitfile the file that was written
   * @param notes what a user should look at, as sentences
   */
  public record Result(String kitfile, List<String> notes) {}

  public static Result run(Request request, Context context) throws KitrailException {
    Path directory = request.directory().toAbsolutePath().normalize();
    Path file = directory.resolve("Kitfile");
    if (!Files.isDirectory(directory)) {
      throw new KitrailException(ErrorCode.BAD_INPUT, "There is no folder " + directory + ".");
    }
    if (Files.exists(file) && !request.force()) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "There is a Kitfile in " + directory + " already; --force replaces it.");
    }
    String name = request.name() == null ? directory.getFileName() + "" : request.name();
    List<String> authors = request.author() == null ? List.of() : List.of(request.author());
    try {
      Kitfile kitfile =
          KitfileDraft.of(
              directory, new Kitfile.Package(name, null, request.description(), null, authors));
      // Not createTempFile, whose files nobody else may read.
      Path temporary = directory.resolve(".Kitfile.new");
      try {
        Files.writeString(temporary, KitfileYaml.write(kitfile));
        Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(temporary);
      }
      return new Result(file.toString(), notes(kitfile));
    } catch (IOException e) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT, "Could not write a Kitfile into " + directory + ": " + e + ".", e);
    }
  }

  private static List<String> notes(Kitfile kitfile) {
    return kitfile.model() == null
        ? List.of("No model was found; add `model.path` if there is one.")
        : List.of("Look at it before you pack: the entries are guessed from the files' names.");
  }
}
