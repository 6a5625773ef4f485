package io.github.kitrail.modelkit;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The media type of a ModelKit's layer, {@code application/vnd.kitops.modelkit.KIND.v1.tar[+gzip]},
 * of newer versions of kit also {@code +zstd}.
 */
public record LayerType(LayerKind kind, Compression compression) {
  private static final Pattern SYNTAX =
      Pattern.compile("application/vnd\\.kitops\\.modelkit\\.(\\w+)\\.v1\\.tar(\\+gzip|\\+zstd)?");

  /** Reads a media type; empty when it is none of those. */
  public static Optional<LayerType> parse(String mediaType) {
    Matcher matcher = SYNTAX.matcher(mediaType);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Compression compression = compression(matcher.group(2));
    return LayerKind.ofTypeName(matcher.group(1)).map(kind -> new LayerType(kind, compression));
  }

  private static Compression compression(@Nullable String suffix) {
    if (suffix == null) {
      return Compression.NONE;
    }
    return suffix.equals("+zstd") ? Compression.ZSTD : Compression.GZIP;
  }

  /**
   * Reads a media type, or says plainly what it is that cannot be read.
   *
   * @throws KitrailException BAD_INPUT
   */
  public static LayerType require(String mediaType) throws KitrailException {
    return parse(mediaType)
        .orElseThrow(
            () -> new KitrailException(ErrorCode.BAD_INPUT, UnsupportedLayer.sentence(mediaType)));
  }

  public String mediaType() {
    String suffix =
        switch (compression) {
          case NONE -> "";
          case GZIP, GZIP_FASTEST -> "+gzip";
          case ZSTD -> "+zstd";
        };
    return "application/vnd.kitops.modelkit." + kind.typeName() + ".v1.tar" + suffix;
  }
}
