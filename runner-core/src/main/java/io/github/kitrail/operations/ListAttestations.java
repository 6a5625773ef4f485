package io.github.kitrail.operations;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.ModelKit;
import io.github.kitrail.evidence.Bundle;
import io.github.kitrail.evidence.Evidence;
import io.github.kitrail.evidence.Verification;
import io.github.kitrail.evidence.Verifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is said about a ModelKit, and by which key. */
public final class ListAttestations {
  private ListAttestations() {}

  /**
   * @param key verifies each; null to only list claims
   * @param export the folder that bundles are written to; null for none
   */
  public record Request(String reference, @Nullable KeyChoice key, @Nullable Path export) {}

  /**
   * @param predicateType what it claims to be
   * @param about {@code modelkit}, or the asset it is about, such as {@code datasets:train}; null
   *     when it is about something else
   * @param digest of its manifest
   * @param key the hint of the key it claims to be signed with; null when it does not say
   * @param verified whether it verifies with the given key; false without one
   * @param status a sentence that says so
   * @param embedded the file in the ModelKit that it is, whose digest this is then; null for what
   *     refers to the ModelKit
   * @param tests what a test result says; null for everything else
   */
  public record Entry(
      String predicateType,
      String digest,
      @Nullable String about,
      @Nullable String key,
      boolean verified,
      String status,
      @Nullable String embedded,
      @Nullable TestClaim tests) {}

  /** All evidence, in the place's order. */
  public record Result(String reference, String digest, List<Entry> attestations) {}

  public static Result run(Request request, Context context) throws KitrailException {
    ModelKit modelKit =
        ModelKit.read(context.locations().open(request.reference()), context.retry());
    List<Evidence> evidence = Verify.read(modelKit, context);
    List<Subject> subjects = Subject.all(modelKit);
    Verifier verifier = request.key() == null ? null : request.key().verifier();
    List<Entry> entries = new ArrayList<>();
    for (Evidence piece : evidence) {
      Optional<Subject> claimed = Subject.claimed(subjects, piece);
      String about = claimed.map(Subject::about).orElse(null);
      if (verifier == null) {
        entries.add(entry(piece, about, false, claim(piece)));
      } else {
        Subject subject = claimed.orElse(subjects.get(0));
        Verification item =
            verifier.verify(subject.place(), subject.digest(), List.of(piece), null).items().get(0);
        entries.add(entry(piece, about, item.isVerified(), item.reason()));
      }
    }
    if (request.export() != null) {
      export(evidence, request.export());
    }
    return new Result(modelKit.pinned(), modelKit.descriptor().digest().toString(), entries);
  }

  private static String claim(Evidence piece) {
    return piece.problem() != null ? piece.problem() : "not verified: no key was given";
  }

  private static Entry entry(
      Evidence piece, @Nullable String about, boolean verified, String status) {
    return new Entry(
        piece.claimedPredicateType().orElse("unreadable"),
        piece.manifest().digest().toString(),
        about,
        piece.keyHint().orElse(null),
        verified,
        status,
        Verify.embeddedIn(piece),
        TestClaim.of(piece));
  }

  private static void export(List<Evidence> evidence, Path directory) throws KitrailException {
    try {
      Files.createDirectories(directory);
      for (Evidence piece : evidence) {
        if (piece.content() instanceof Bundle bundle) {
          String name = "sha256-" + piece.manifest().digest().hex() + ".bundle.json";
          Files.write(directory.resolve(name), bundle.toBytes());
        }
      }
    } catch (IOException e) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT, "Could not write the bundles to " + directory + ": " + e + ".", e);
    }
  }
}
