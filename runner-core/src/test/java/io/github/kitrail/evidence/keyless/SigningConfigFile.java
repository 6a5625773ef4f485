package io.github.kitrail.evidence.keyless;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a signer goes.
 *
 * @see <a
 *     href="https://github.com/sigstore/protobuf-specs/blob/main/protos/sigstore_trustroot.proto">
 *     SigningConfig v0.2</a>
 */
record SigningConfigFile(String fulcio, String issuer, String rekor, String timestamps) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MEDIA_TYPE = "application/vnd.dev.sigstore.signingconfig.v0.2+json";

  Path write(Path file) {
    return write(file, toJson());
  }

  /** Both in one file, as sigstore-python wants them. */
  Path write(Path file, TrustedRootFile root) {
    ObjectNode both = JSON.createObjectNode();
    both.put("mediaType", "application/vnd.dev.sigstore.clienttrustconfig.v0.1+json");
    both.set("trustedRoot", root.toJson());
    both.set("signingConfig", toJson());
    return write(file, both);
  }

  private static Path write(Path file, ObjectNode json) {
    try {
      return Files.writeString(file, json.toPrettyString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ObjectNode toJson() {
    ObjectNode root = JSON.createObjectNode().put("mediaType", MEDIA_TYPE);
    service(root, "caUrls", fulcio, 1);
    service(root, "oidcUrls", issuer, 1);
    service(root, "rekorTlogUrls", rekor, 2);
    root.putObject("rekorTlogConfig").put("selector", "ANY");
    service(root, "tsaUrls", timestamps, 1);
    root.putObject("tsaConfig").put("selector", "ANY");
    return root;
  }

  private static void service(ObjectNode root, String name, String url, int version) {
    ObjectNode service = root.putArray(name).addObject();
    service.put("url", url).put("majorApiVersion", version);
    service.putObject("validFor").put("start", "2020-01-01T00:00:00Z");
    service.put("operator", "kitrail tests");
  }
}
