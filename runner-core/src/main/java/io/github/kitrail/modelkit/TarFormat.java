package io.github.kitrail.modelkit;

/** The bytes around the files of a layer's tar archive, as kit writes them. */
public final class TarFormat {
  public static final int BLOCK = 512;

  private TarFormat() {}

  /**
   * The header of a file or folder.
   *
   * @param path relative to the context, with {@code /}, no trailing slash
   * @param permissions the mode's lower twelve bits
   * @param size in bytes; 0 for a folder
   */
  public static byte[] header(String path, boolean directory, int permissions, long size) {
    throw new UnsupportedOperationException();
  }

  /** How many zero bytes follow a file of this size. */
  public static int padding(long size) {
    return (int) (-size & (BLOCK - 1));
  }

  /** What ends the archive. */
  public static byte[] end() {
    return new byte[2 * BLOCK];
  }
}
