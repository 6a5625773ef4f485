package io.jenkins.plugins.kitrail.facts;

import java.io.Serializable;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A layer of a ModelKit. No Java record, as a build is saved by XStream. */
public final class LayerFacts implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Pattern KIND = Pattern.compile("modelkit\\.([a-z]+)\\.");

  private final String mediaType;
  private final String digest;
  private final String path;
  private final long size;

  private LayerFacts(Fields layer) {
    mediaType = layer.textOf("mediaType");
    digest = layer.textOf("digest");
    path = layer.textOf("path");
    size = layer.count("size");
  }

  static LayerFacts of(Fields layer) {
    return new LayerFacts(layer);
  }

  /** Such as {@code model}; the whole media type when that is none of a ModelKit. */
  public String getKind() {
    Matcher kind = KIND.matcher(mediaType);
    return kind.find() ? kind.group(1) : mediaType;
  }

  public String getDigest() {
    return digest;
  }

  public String getPath() {
    return path;
  }

  /** Its size. Not called so: a page's expressions take {@code size} for a word of their own. */
  public long getBytes() {
    return size;
  }

  /** Such as {@code 4.1 GB}. */
  public String getShownSize() {
    String[] units = {"B", "kB", "MB", "GB", "TB"};
    double value = size;
    int unit = 0;
    while (value >= 999.95 && unit < units.length - 1) {
      value /= 1000;
      unit++;
    }
    return unit == 0 ? size + " B" : String.format(Locale.ROOT, "%.1f %s", value, units[unit]);
  }
}
