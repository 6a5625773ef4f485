package io.github.kitrail.modelkit;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.util.ArrayList;
import java.util.List;

/**
 * The patterns of a {@code .kitignore}: what is left out of layers. They are read as Docker reads a
 * {@code .dockerignore}: each line is a pattern from the context's root ({@code *.env} means files
 * there only, {@code **}{@code /*.env} all), {@code #} starts a comment, {@code !} takes a path
 * back in, and the last pattern that matches decides. Kitfiles and the {@code .kitignore} itself
 * are always left out.
 *
 * @see <a
 *     href="https://docs.docker.com/build/concepts/context/#dockerignore-files">.dockerignore</a>
 */
public final class KitIgnore {
  /** Names of Kitfiles, in the order in which they are looked for. */
  public static final List<String> KITFILE_NAMES = List.of("Kitfile", "kitfile", ".kitfile");

  /** The name of the file that holds the patterns. */
  public static final String FILE_NAME = ".kitignore";

  private final List<IgnorePattern> patterns;

  private KitIgnore(List<IgnorePattern> patterns) {
    this.patterns = List.copyOf(patterns);
  }

  /**
   * Reads a {@code .kitignore}; an empty text still leaves out Kitfiles and the file itself.
   *
   * @throws KitrailException BAD_INPUT with the line of a pattern that is none
   */
  public static KitIgnore parse(String text) throws KitrailException {
    List<IgnorePattern> patterns = new ArrayList<>();
    List<String> lines = withoutByteOrderMark(text).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (!line.startsWith("#") && !line.isBlank()) {
        patterns.add(pattern(line.strip(), i + 1));
      }
    }
    for (String name : KITFILE_NAMES) {
      patterns.add(IgnorePattern.exactly(name));
    }
    patterns.add(IgnorePattern.exactly(FILE_NAME));
    return new KitIgnore(patterns);
  }

  private static IgnorePattern pattern(String line, int number) throws KitrailException {
    String path = line.startsWith("!") ? line.substring(1).strip() : line;
    String clean = path.isEmpty() ? "" : ContextPath.clean(path);
    String relative = clean.startsWith("/") ? clean.substring(1) : clean;
    // "/!x" takes x back in too: the slash goes first. A backslash makes the ! part of the name.
    boolean exclusion = line.startsWith("!") || relative.startsWith("!");
    String wanted = exclusion && !line.startsWith("!") ? relative.substring(1) : relative;
    if (exclusion && wanted.isEmpty()) {
      throw invalid(number, "a path is missing after !");
    }
    try {
      return new IgnorePattern(wanted, exclusion);
    } catch (IllegalArgumentException e) {
      throw invalid(number, e.getMessage() + " in " + line);
    }
  }

  private static KitrailException invalid(int line, String reason) {
    return new KitrailException(
        ErrorCode.BAD_INPUT, FILE_NAME + ", line " + line + ": " + reason + ".");
  }

  private static String withoutByteOrderMark(String text) {
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  /**
   * Whether the patterns leave out this path or a folder that it lies in.
   *
   * @param path relative to the context, clean
   */
  public boolean matches(String path) {
    boolean ignored = false;
    for (IgnorePattern pattern : patterns) {
      if (pattern.isExclusion() == ignored && pattern.matchesPathOrParent(path)) {
        ignored = !pattern.isExclusion();
      }
    }
    return ignored;
  }

  /** Whether a pattern takes paths back in, so that an ignored folder must still be walked. */
  public boolean hasExclusions() {
    return patterns.stream().anyMatch(IgnorePattern::isExclusion);
  }
}
