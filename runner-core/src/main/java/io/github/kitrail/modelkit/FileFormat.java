package io.github.kitrail.modelkit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a file is, by its first bytes and its name. A file that either of both calls a pickle is
 * one: loading it runs what is in it.
 *
 * @see <a href="https://docs.python.org/3/library/pickle.html">pickle</a>
 * @see <a href="https://pytorch.org/docs/stable/notes/serialization.html">PyTorch's zip files</a>
 */
public final class FileFormat {
  /** As many first bytes as are looked at. */
  public static final int HEAD_BYTES = 512;

  public static final String PICKLE = "pickle";

  /** Endings of what is, or most often is, a pickle. */
  private static final List<String> PICKLES =
      List.of("pkl", "pickle", "pck", "pcl", "dill", "joblib", "pt", "pth", "ckpt");

  private static final List<String> COMPRESSIONS = List.of("gz", "bz2", "xz", "lzma", "zst", "z");

  private static final Map<String, String> BY_ENDING =
      Map.of(
          "onnx", "onnx",
          "safetensors", "safetensors",
          "gguf", "gguf",
          "h5", "hdf5",
          "hdf5", "hdf5",
          "keras", "keras",
          "tflite", "tflite",
          "parquet", "parquet",
          "npz", "npz");

  /** Protocols 0 and 1 have no mark; so begins what imports something, a list, a dictionary. */
  private static final Pattern OLD_PICKLE =
      Pattern.compile("(?s)(c[\\w.]+\\n[\\w.]+\\n|\\([dl]p\\d|\\(i[\\w.]+\\n).*");

  private static final List<Mark> MARKS =
      List.of(
          new Mark("gguf", 0, "GGUF"),
          new Mark("zip", 0, "PK\u0003\u0004"),
          new Mark("hdf5", 0, "\u0089HDF\r\n\u001a\n"),
          new Mark("npy", 0, "\u0093NUMPY"),
          new Mark("tflite", 4, "TFL3"),
          new Mark("parquet", 0, "PAR1"),
          new Mark("gzip", 0, "\u001f\u008b"),
          new Mark("zstd", 0, "\u0028\u00b5\u002f\u00fd"),
          new Mark("bzip2", 0, "BZh"),
          new Mark("xz", 0, "\u00fd7zXZ\u0000"),
          new Mark("7z", 0, "7z\u00bc\u00af\u0027\u001c"),
          new Mark("tar", 257, "ustar"),
          new Mark("executable", 0, "\u007fELF"),
          new Mark("executable", 0, "MZ"));

  private record Mark(String format, int at, String bytes) {
    boolean isIn(String head) {
      return head.startsWith(bytes, at);
    }
  }

  private FileFormat() {}

  /**
   * The format's name, empty when it is none of those that are known.
   *
   * @param name a path or its last part
   * @param head the first {@link #HEAD_BYTES} bytes, or all if there are fewer
   */
  public static String of(String name, byte[] head) {
    String start = new String(head, StandardCharsets.ISO_8859_1);
    String marked =
        MARKS.stream().filter(it -> it.isIn(start)).map(Mark::format).findFirst().orElse("");
    if (isPickle(name, start, marked)) {
      return PICKLE;
    }
    String named = BY_ENDING.getOrDefault(ending(name), "");
    // A zip file may well be what its name says; anything else is what it begins with.
    return marked.isEmpty() || (marked.equals("zip") && !named.isEmpty()) ? named : marked;
  }

  private static boolean isPickle(String name, String start, String marked) {
    // A GGUF file that is called .pt is a GGUF file.
    boolean named = !marked.equals("gguf") && hasPickleName(name);
    boolean protocol2To5 =
        start.length() > 1
            && start.charAt(0) == 0x80
            && start.charAt(1) >= 2
            && start.charAt(1) <= 5;
    boolean pyTorch = marked.equals("zip") && firstName(start).matches("(.*/)?data\\.pkl");
    boolean objects = marked.equals("npy") && start.contains("'|O'");
    return named || protocol2To5 || pyTorch || objects || OLD_PICKLE.matcher(start).matches();
  }

  private static boolean hasPickleName(String name) {
    String ending = ending(name);
    return PICKLES.contains(
        COMPRESSIONS.contains(ending)
            ? ending(name.substring(0, name.length() - ending.length() - 1))
            : ending);
  }

  /** The name in a zip file's first header, which begins at byte 30. */
  private static String firstName(String zip) {
    if (zip.length() < 30) {
      return "";
    }
    int length = zip.charAt(26) + 256 * zip.charAt(27);
    return zip.substring(30, Math.min(zip.length(), 30 + length));
  }

  private static String ending(String name) {
    String last = name.substring(name.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    int dot = last.lastIndexOf('.');
    return dot < 0 ? "" : last.substring(dot + 1);
  }

  /** All names that {@link #of} gives but the empty one, sorted. */
  public static List<String> names() {
    Set<String> names = new TreeSet<>(BY_ENDING.values());
    MARKS.forEach(mark -> names.add(mark.format()));
    names.add(PICKLE);
    return List.copyOf(names);
  }
}
