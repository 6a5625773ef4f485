package io.github.kitrail.operations;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.ModelKit;
import io.github.kitrail.content.folder.LayerFiles;
import io.github.kitrail.modelkit.FileFormat;
import io.github.kitrail.policy.Candidate;
import io.github.kitrail.policy.Gatekeeper;
import io.github.kitrail.policy.Policy;
import io.github.kitrail.policy.Verdict;
import io.github.kitrail.policy.expression.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A ModelKit and its bases with all that a policy may ask about them.
 *
 * @param chain the nearest first; empty when the policy does not ask for it
 * @param broken why the chain could not be followed; null when it could
 */
record GateCase(Candidate candidate, List<Candidate> chain, @Nullable String broken) {
  /** What is wrong with the chain itself, so that the ModelKit is denied. */
  private static final Set<ErrorCode> BROKEN =
      Set.of(
          ErrorCode.BAD_INPUT,
          ErrorCode.NOT_FOUND,
          ErrorCode.DIGEST_MISMATCH,
          ErrorCode.HOSTILE_CONTENT);

  static GateCase of(ModelKit modelKit, Policy policy, Context context) throws KitrailException {
    Candidate candidate = candidate(modelKit, context);
    if (policy.bases().isEmpty() && !policy.uses(Vocabulary.BASES)) {
      return new GateCase(candidate, List.of(), null);
    }
    List<Candidate> chain = new ArrayList<>();
    try {
      for (ModelKit base : Bases.of(modelKit, context).links()) {
        chain.add(candidate(base, context));
      }
    } catch (KitrailException e) {
      if (!BROKEN.contains(e.code())) {
        throw e;
      }
      return new GateCase(candidate, List.of(), e.getMessage());
    }
    return new GateCase(candidate, chain, null);
  }

  private static Candidate candidate(ModelKit modelKit, Context context) throws KitrailException {
    return new Candidate(modelKit, Verify.read(modelKit, context), () -> files(modelKit, context));
  }

  private static List<Candidate.PackedFile> files(ModelKit modelKit, Context context)
      throws KitrailException {
    LayerFiles<Candidate.PackedFile> files =
        LayerFiles.of(
            modelKit,
            FileFormat.HEAD_BYTES,
            (path, layer, size, head) ->
                new Candidate.PackedFile(path, layer, FileFormat.of(path, head), size));
    context
        .copier()
        .copy(modelKit.location().place(), modelKit.descriptor(), files, files::accepts);
    return files.files();
  }

  /** A chain that cannot be followed denies, whatever the rules make of what is left. */
  Verdict decide(Gatekeeper gatekeeper, Policy policy) throws KitrailException {
    Verdict verdict = gatekeeper.decide(policy, candidate, chain);
    if (broken == null) {
      return verdict;
    }
    List<Verdict.Ruling> rulings = new ArrayList<>(verdict.rulings());
    rulings.add(new Verdict.Ruling("bases", 1, false, "bases: " + broken, List.of()));
    return new Verdict(rulings, verdict.bases());
  }
}
