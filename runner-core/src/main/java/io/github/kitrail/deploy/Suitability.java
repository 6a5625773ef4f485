package io.github.kitrail.deploy;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a target can serve a ModelKit at all. */
final class Suitability {
  private Suitability() {}

  static void check(Target.Description target, RenderFacts facts) throws KitrailException {
    if (!target.formats().isEmpty() && !target.formats().contains(facts.format())) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "The target "
              + target.name()
              + " serves models in the format "
              + String.join(" or ", target.formats())
              + "; this ModelKit's model is "
              + (facts.format().isEmpty() ? "in no format that we know" : facts.format())
              + ". Choose another target, or pack the model converted.");
    }
    Integer most = target.maxAdapters();
    if (most != null && facts.adapters().size() > most) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "The target "
              + target.name()
              + " serves a model with at most "
              + most
              + " adapter; this ModelKit has "
              + facts.adapters().size()
              + ". Merge the adapters, or choose another target.");
    }
    List<ModelFile> served = new ArrayList<>(facts.adapters());
    served.add(facts.model());
    for (ModelFile file : served) {
      Optional<String> problem = SafePath.problem(file.path());
      if (problem.isPresent()) {
        throw new KitrailException(
            ErrorCode.HOSTILE_CONTENT,
            "Could not render the ModelKit: the path of its model file \""
                + file.path().replaceAll("\\p{Cc}", "?")
                + "\" "
                + problem.get()
                + ".");
      }
    }
  }
}
