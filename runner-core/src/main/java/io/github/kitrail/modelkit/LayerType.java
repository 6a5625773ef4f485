package io.github.kitrail.modelkit;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The media type of a ModelKit's layer, {@code application/vnd.kitops.modelkit.KIND.v1.tar[+gzip]}.
 */
public record LayerType(LayerKind kind, Compression compression) {
  private static final Pattern SYNTAX =
      Pattern.compile("application/vnd\\.kitops\\.modelkit\\.(\\w+)\\.v1\\.tar(\\+gzip)?");

  /** Reads a media type; empty when it is none of those that kit 1.7.0 writes. */
  public static Optional<LayerType> parse(String mediaType) {
    Matcher matcher = SYNTAX.matcher(mediaType);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Compression compression = matcher.group(2) == null ? Compression.NONE : Compression.GZIP;
    return LayerKind.ofTypeName(matcher.group(1)).map(kind -> new LayerType(kind, compression));
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
    String suffix = compression == Compression.NONE ? "" : "+gzip";
    return "application/vnd.kitops.modelkit." + kind.typeName() + ".v1.tar" + suffix;
  }
}
