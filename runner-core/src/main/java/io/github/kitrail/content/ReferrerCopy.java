package io.github.kitrail.content;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.Manifest;
import io.github.kitrail.modelkit.MediaTypes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Copies the evidence about a manifest. */
final class ReferrerCopy {
  /** A signature of an attestation of a signature … nobody means more than this. */
  private static final int MAX_DEPTH = 8;

  /** More than any honest ModelKit has; a registry could go on for ever. */
  private static final int MAX_REFERRERS = 10_000;

  /** What cosign calls the tags of signatures, attestations and bills of materials. */
  private static final List<String> TAG_SUFFIXES = List.of(".sig", ".att", ".sbom");

  private final Copier copier;
  private final Retry retry;
  private final TransferListener listener;
  private final Source from;
  private final Sink to;
  private final Map<Digest, Descriptor> copied = new LinkedHashMap<>();

  ReferrerCopy(Copier copier, Retry retry, TransferListener listener, Source from, Sink to) {
    this.copier = copier;
    this.retry = retry;
    this.listener = listener;
    this.from = from;
    this.to = to;
  }

  List<Descriptor> copy(Descriptor subject) throws KitrailException {
    copy(subject, 1);
    copyTagged(subject);
    return List.copyOf(copied.values());
  }

  private void copy(Descriptor subject, int depth) throws KitrailException {
    String what = "list what refers to " + subject.digest() + " in " + from.name();
    for (Descriptor referrer : run(what, () -> from.referrers(subject.digest()))) {
      if (depth > MAX_DEPTH || copied.size() >= MAX_REFERRERS) {
        throw new KitrailException(
            ErrorCode.HOSTILE_CONTENT,
            "There is too much evidence, or evidence about evidence, for "
                + subject.digest()
                + " in "
                + from.name()
                + ".");
      }
      if (!copied.containsKey(referrer.digest()) && refersTo(referrer, subject)) {
        copied.put(referrer.digest(), copier.copy(from, referrer, to).manifest());
        copy(referrer, depth + 1);
      }
    }
  }

  /** A list of referrers is only what the place says; the manifest itself must say so too. */
  private boolean refersTo(Descriptor referrer, Descriptor subject) throws KitrailException {
    if (!referrer.mediaType().equals(MediaTypes.IMAGE_MANIFEST)) {
      return true;
    }
    byte[] bytes = run("read evidence from " + from.name(), () -> from.read(referrer));
    Descriptor actual = Manifest.parse(bytes).subject();
    if (actual != null && actual.digest().equals(subject.digest())) {
      return true;
    }
    listener.warned(
        from.name()
            + " lists "
            + referrer.digest()
            + " among what refers to "
            + subject.digest()
            + ", but it does not: it was left out.");
    return false;
  }

  private void copyTagged(Descriptor subject) throws KitrailException {
    for (String suffix : TAG_SUFFIXES) {
      String tag = "sha256-" + subject.digest().hex() + suffix;
      Optional<Descriptor> evidence = resolve(tag);
      if (evidence.isPresent()) {
        Descriptor manifest = copier.copy(from, evidence.get(), to).manifest();
        run(
            "tag " + tag + " in " + to.name(),
            () -> {
              to.tag(manifest, tag);
              return manifest;
            });
        copied.put(manifest.digest(), manifest);
      }
    }
  }

  private Optional<Descriptor> resolve(String tag) throws KitrailException {
    try {
      return Optional.of(run("look for " + tag, () -> from.resolve(tag)));
    } catch (KitrailException e) {
      if (e.code() == ErrorCode.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private <T> T run(String what, Retry.Attempt<T> attempt) throws KitrailException {
    return retry.run(what, reason -> listener.retrying("evidence", reason), attempt);
  }
}
