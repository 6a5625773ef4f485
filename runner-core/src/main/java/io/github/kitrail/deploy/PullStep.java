package io.github.kitrail.deploy;

import io.github.kitrail.modelkit.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One pull by digest, and what of it is needed. A ModelKit that stands on another is pulled link by
 * link, because kit follows a base by its tag, which may have moved.
 *
 * @param filters for {@code unpack --filter}
 */
record PullStep(String reference, List<String> filters) {
  /** The base that carries the model first; empty when the ModelKit is in no registry. */
  static List<PullStep> of(RenderFacts facts) {
    List<PullStep> steps = new ArrayList<>();
    if (facts.repository() == null) {
      return steps;
    }
    for (int i = facts.bases().size() - 1; i >= 0; i--) {
      BaseModelKit base = facts.bases().get(i);
      boolean last = i == facts.bases().size() - 1;
      add(steps, base.repository(), base.digest(), facts, last);
    }
    add(steps, facts.repository(), facts.digest(), facts, facts.bases().isEmpty());
    return steps;
  }

  private static void add(
      List<PullStep> steps, String repository, Digest digest, RenderFacts facts, boolean last) {
    List<String> filters =
        facts.adapters().stream()
            .filter(adapter -> adapter.modelKit().equals(digest))
            .map(adapter -> "model:" + adapter.entry())
            .toList();
    if (last) {
      filters = List.of("model");
    }
    if (!filters.isEmpty()) {
      steps.add(new PullStep(repository + "@" + digest, filters));
    }
  }

  Map<String, Object> asMap() {
    return Map.of("reference", reference, "filters", filters);
  }
}
