package io.github.kitrail.evidence.keyless;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sigstore.trustroot.SigstoreConfigurationException;
import dev.sigstore.trustroot.SigstoreSigningConfig;
import dev.sigstore.trustroot.SigstoreTrustedRoot;
import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.evidence.json.Printable;
import io.github.kitrail.evidence.json.StrictJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads trusted roots and signing configs, each in a file of its own or both in a client trust
 * config.
 *
 * @see <a
 *     href="https://github.com/sigstore/protobuf-specs/blob/main/protos/sigstore_trustroot.proto">sigstore_trustroot.proto</a>
 */
final class TrustFiles {
  private static final long MAX_BYTES = 4L * 1024 * 1024;

  private TrustFiles() {}

  static SigstoreTrustedRoot trustedRoot(Path file) throws KitrailException {
    return trustedRoot(member(file, "trustedRoot", "trusted root"), file.toString());
  }

  static SigstoreTrustedRoot trustedRoot(byte[] json, String name) throws KitrailException {
    try {
      return SigstoreTrustedRoot.from(new ByteArrayInputStream(json));
    } catch (SigstoreConfigurationException | RuntimeException e) {
      throw unusable("trusted root", name, e);
    }
  }

  static SigstoreSigningConfig signingConfig(Path file) throws KitrailException {
    return signingConfig(member(file, "signingConfig", "signing config"), file.toString());
  }

  static SigstoreSigningConfig signingConfig(byte[] json, String name) throws KitrailException {
    try {
      return SigstoreSigningConfig.from(new ByteArrayInputStream(json));
    } catch (SigstoreConfigurationException | RuntimeException e) {
      throw unusable("signing config", name, e);
    }
  }

  private static byte[] member(Path file, String name, String what) throws KitrailException {
    byte[] bytes;
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new KitrailException(
            ErrorCode.BAD_INPUT, "The " + what + " " + file + " is larger than 4 MiB.");
      }
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "Could not read the "
              + what
              + " "
              + file
              + ": there is no such file, or it may not be read.",
          e);
    }
    ObjectNode json = StrictJson.parse(bytes, "The " + what + " " + file);
    JsonNode member = json.path(name);
    return member.isObject() ? StrictJson.bytes(member) : bytes;
  }

  private static KitrailException unusable(String what, String name, Exception e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return new KitrailException(
        ErrorCode.BAD_INPUT,
        "The "
            + what
            + " "
            + name
            + " cannot be used: "
            + Printable.of(String.valueOf(cause.getMessage())).replaceFirst("\\.$", "")
            + ".",
        e);
  }
}
