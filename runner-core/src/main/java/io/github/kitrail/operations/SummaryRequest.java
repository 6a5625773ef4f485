package io.github.kitrail.operations;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.ModelKit;
import io.github.kitrail.evidence.predicate.SlsaLevels;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A verification summary that is wanted of a gate that passes.
 *
 * @param attach whether it is attached to the ModelKit
 * @param envelope a file that gets it as a plain DSSE envelope; null for none
 * @param key signs it
 * @param verifierId the URI of who verifies
 * @param levels what is said to be verified, such as {@code SLSA_BUILD_LEVEL_2}
 * @param resourceUri what the summary calls the ModelKit; null for its reference with its digest
 */
public record SummaryRequest(
    boolean attach,
    @Nullable Path envelope,
    KeyChoice key,
    String verifierId,
    List<String> levels,
    @Nullable String resourceUri) {
  /** Who verifies, when nobody says. */
  public static final String VERIFIER = "https://kitrail.github.io/gate/v1";

  public SummaryRequest {
    levels = List.copyOf(levels);
  }

  /**
   * Ends before anything is decided when the summary could not be made.
   *
   * @throws KitrailException BAD_INPUT, BAD_CREDENTIAL
   */
  public void check() throws KitrailException {
    key.requireSigner();
    for (String level : levels) {
      SlsaLevels.check(level);
    }
    requireUri(verifierId, "the verifier's id");
    if (resourceUri != null) {
      requireUri(resourceUri, "the ModelKit's URI");
    }
    NewReport.check(envelope);
  }

  private static void requireUri(String text, String what) throws KitrailException {
    try {
      if (new URI(text).isAbsolute()) {
        return;
      }
    } catch (URISyntaxException e) {
      // said below
    }
    throw new KitrailException(
        ErrorCode.BAD_INPUT,
        "\"" + text + "\" cannot be " + what + ": it must be an absolute URI, such as https://….");
  }

  /** A registry's by {@code oci://}, as provenance names them; any other place by our own names. */
  String resource(ModelKit modelKit) throws KitrailException {
    if (resourceUri != null) {
      return resourceUri;
    }
    String pinned = modelKit.pinned();
    if (modelKit.location().remote()) {
      return "oci://" + pinned;
    }
    String name =
        pinned.startsWith("oci:") || pinned.startsWith("store:") ? pinned : "store:" + pinned;
    int colon = name.indexOf(':');
    try {
      return new URI(name.substring(0, colon), name.substring(colon + 1), null).toASCIIString();
    } catch (URISyntaxException e) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          name + " cannot be written as a URI; give one with --resource-uri.",
          e);
    }
  }
}
