package io.github.kitrail.content;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * A place that immutable content is read from: a repository of the local store, an OCI layout, a
 * repository of a registry.
 *
 * <p>Every method may throw {@link IOException} for what may pass (a cut connection, a 503: {@link
 * TransientException} says how long to wait) and {@link KitrailException} for what will not.
 */
public interface Source {
  /** What messages call this place, such as {@code ghcr.io/acme/faq} or {@code the local store}. */
  String name();

  /**
   * What a tag or a digest stands for now.
   *
   * @param reference a tag such as {@code v1}, or {@code sha256:…}
   * @throws KitrailException NOT_FOUND, ACCESS_DENIED
   */
  Descriptor resolve(String reference) throws IOException, KitrailException;

  /**
   * The bytes of a blob or a manifest as the place holds them. Nothing is checked here: who reads
   * compares the digest.
   *
   * @param offset bytes to leave out at the beginning
   * @throws KitrailException NOT_FOUND, ACCESS_DENIED
   */
  InputStream open(Descriptor content, long offset) throws IOException, KitrailException;

  /**
   * The manifests that refer to this one, with artifact type and annotations where the place knows
   * them.
   *
   * @return empty when there is none, also for a subject that is not there
   */
  List<Descriptor> referrers(Digest subject) throws IOException, KitrailException;

  /** All tags, sorted; empty for a repository that has none or does not exist. */
  List<String> tags() throws IOException, KitrailException;

  /** What a user can do when the bytes here are wrong: a sentence, or empty. */
  default String adviceOnWrongBytes(Descriptor content) {
    return "";
  }

  /**
   * A small document, whole and verified.
   *
   * @throws KitrailException DIGEST_MISMATCH when the bytes are not those the descriptor names;
   *     HOSTILE_CONTENT when it is larger than {@link Manifest#MAX_BYTES}
   */
  default byte[] read(Descriptor content) throws IOException, KitrailException {
    if (content.size() > Manifest.MAX_BYTES) {
      throw new KitrailException(
          ErrorCode.HOSTILE_CONTENT,
          name()
              + " has a document "
              + content.digest()
              + " of "
              + content.size()
              + " bytes, where at most "
              + Manifest.MAX_BYTES
              + " are read.");
    }
    try (InputStream in =
        new VerifyingInputStream(open(content, 0), content, name(), adviceOnWrongBytes(content))) {
      return in.readAllBytes();
    }
  }
}
