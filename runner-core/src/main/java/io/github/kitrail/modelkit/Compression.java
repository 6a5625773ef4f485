package io.github.kitrail.modelkit;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.util.Arrays;

/** How a layer's archive is compressed. */
public enum Compression {
  NONE("none"),
  GZIP("gzip"),
  /** gzip with the least effort; the media type is that of gzip. */
  GZIP_FASTEST("gzip-fastest"),
  /** Only read: kit 1.7.0 cannot, so it is not written. */
  ZSTD("zstd");

  private final String optionName;

  Compression(String optionName) {
    this.optionName = optionName;
  }

  /** The word of {@code --compression}. */
  public String optionName() {
    return optionName;
  }

  /**
   * Reads the word of {@code --compression}.
   *
   * @throws KitrailException BAD_INPUT for any other word
   */
  public static Compression parse(String word) throws KitrailException {
    return Arrays.stream(values())
        .filter(compression -> compression != ZSTD && compression.optionName.equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new KitrailException(
                    ErrorCode.BAD_INPUT,
                    "\"" + word + "\" is not a compression: write none, gzip or gzip-fastest."));
  }
}
