package io.github.kitrail.modelkit;

/** Layers that other tools write and Kitrail cannot read yet, in plain words. */
final class UnsupportedLayer {
  private UnsupportedLayer() {}

  static String sentence(String mediaType) {
    return "Kitrail cannot read a layer of type " + mediaType + ": " + reason(mediaType) + ".";
  }

  private static String reason(String mediaType) {
    if (mediaType.startsWith("application/vnd.cncf.model.")) {
      return "it is a layer of a CNCF ModelPack, which is not supported yet; pack it as a ModelKit"
          + " (kit pack without --use-model-pack)";
    }
    if (!mediaType.startsWith("application/vnd.kitops.modelkit.")) {
      return "it is not a layer of a ModelKit";
    }
    if (mediaType.contains(".v1.tar")) {
      return "a newer version of kit has written it; update Kitrail, or pack it with kit 1.7";
    }
    return "it is not a tar archive; pack it with kit 1.7, or update Kitrail";
  }
}
