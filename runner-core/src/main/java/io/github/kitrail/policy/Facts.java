package io.github.kitrail.policy;

import io.github.kitrail.KitrailException;
import io.github.kitrail.content.ModelKit;
import io.github.kitrail.evidence.Verification;
import io.github.kitrail.policy.Verdict.OfBase;
import io.github.kitrail.policy.Verdict.Ruling;
import io.github.kitrail.policy.expression.Condition;
import io.github.kitrail.policy.expression.Vocabulary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What expressions can ask about one candidate, in the form of {@link Vocabulary}. Made when it is
 * asked for, and once.
 */
final class Facts {
  private final Gatekeeper gatekeeper;
  private final Candidate candidate;
  private final List<OfBase> bases;
  private @Nullable List<Verification> verified;
  private @Nullable List<Map<String, Object>> evidence;
  private @Nullable List<Map<String, Object>> files;

  Facts(Gatekeeper gatekeeper, Candidate candidate, List<OfBase> bases) {
    this.gatekeeper = gatekeeper;
    this.candidate = candidate;
    this.bases = bases;
  }

  Candidate candidate() {
    return candidate;
  }

  /** All evidence that verifies with any of the policy's signers. */
  List<Verification> verified() {
    if (verified == null) {
      verified = gatekeeper.verify(candidate, List.of(), null).verified();
    }
    return verified;
  }

  Map<String, Object> variables(Condition condition) throws KitrailException {
    Map<String, Object> variables = new LinkedHashMap<>();
    variables.put("modelkit", ModelKitFacts.of(candidate.modelKit()));
    variables.put("now", gatekeeper.now());
    if (condition.uses(Vocabulary.EVIDENCE)) {
      variables.put(Vocabulary.EVIDENCE, evidence());
    }
    if (condition.uses(Vocabulary.FILES)) {
      variables.put(Vocabulary.FILES, files());
    }
    if (condition.uses(Vocabulary.BASES)) {
      variables.put(Vocabulary.BASES, bases.stream().map(this::base).toList());
    }
    return variables;
  }

  /** The same for an expression about one piece of evidence. */
  Map<String, Object> variables(Condition condition, Verification item) throws KitrailException {
    Map<String, Object> variables = variables(condition);
    Map<String, Object> facts = EvidenceFacts.of(item, gatekeeper.signers(), candidate.modelKit());
    for (String name : List.of("predicate", "predicateType", "signer", "subject")) {
      variables.put(name, facts.get(name));
    }
    return variables;
  }

  private List<Map<String, Object>> evidence() {
    if (evidence == null) {
      ModelKit modelKit = candidate.modelKit();
      evidence =
          verified().stream()
              .map(item -> EvidenceFacts.of(item, gatekeeper.signers(), modelKit))
              .toList();
    }
    return evidence;
  }

  private List<Map<String, Object>> files() throws KitrailException {
    if (files == null) {
      List<Map<String, Object>> all = new ArrayList<>();
      for (Candidate.PackedFile file : candidate.files().list()) {
        all.add(
            Map.of(
                "path",
                file.path(),
                "layer",
                file.layer(),
                "format",
                file.format(),
                "size",
                file.size()));
      }
      files = all;
    }
    return files;
  }

  private Map<String, Object> base(OfBase base) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("modelkit", ModelKitFacts.of(base.base().modelKit()));
    if (base.passed() != null) {
      facts.put("passed", base.passed());
    }
    facts.put(
        "failed", base.rulings().stream().filter(it -> !it.passed()).map(Ruling::rule).toList());
    facts.put(Vocabulary.EVIDENCE, new Facts(gatekeeper, base.base(), List.of()).evidence());
    return facts;
  }
}
