package io.github.kitrail.evidence.bom;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitrail.modelkit.Parameters;
import java.util.List;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.component.ModelCard;
import org.cyclonedx.model.component.data.DatasetChoice;
import org.cyclonedx.model.component.modelCard.ModelParameters;
import org.cyclonedx.model.component.modelCard.ModelParameters.Approach;
import org.cyclonedx.model.component.modelCard.ModelParameters.Approach.ApproachType;
import org.jspecify.annotations.Nullable;

/** The cards of models: what is known, and nothing else. */
final class ModelCards {
  private ModelCards() {}

  /**
   * Gives a component the card of its model, and what has no place there as properties.
   *
   * @param facts what the model's header says; null when it says nothing
   * @param kitfile the Kitfile's parameters of the model, which may name task and approach
   * @param datasets the references of the datasets that belong to it
   */
  static void add(
      Component component,
      @Nullable ModelFacts facts,
      @Nullable Parameters kitfile,
      List<String> datasets) {
    ModelParameters parameters = new ModelParameters();
    if (facts != null) {
      parameters.setArchitectureFamily(facts.architectureFamily());
      parameters.setModelArchitecture(facts.modelArchitecture());
      facts
          .properties()
          .forEach(
              (name, value) -> AssetComponents.property(component, "kitrail:model:" + name, value));
    }
    if (kitfile != null) {
      parameters.setTask(text(kitfile, "task"));
      parameters.setApproach(approach(text(kitfile, "approach")));
    }
    if (!datasets.isEmpty()) {
      parameters.setDatasets(datasets.stream().map(ModelCards::reference).toList());
    }
    if (!parameters.equals(new ModelParameters())) {
      ModelCard card = new ModelCard();
      card.setModelParameters(parameters);
      component.setModelCard(card);
    }
  }

  private static DatasetChoice reference(String dataset) {
    DatasetChoice choice = new DatasetChoice();
    choice.setRef(dataset);
    return choice;
  }

  private static @Nullable String text(Parameters parameters, String name) {
    JsonNode value = parameters.toTree().path(name);
    return value.isTextual() && !value.textValue().isBlank() ? value.textValue() : null;
  }

  /** Only the words that the format has. */
  private static @Nullable Approach approach(@Nullable String word) {
    for (ApproachType type : ApproachType.values()) {
      if (type.getTypeName().equals(word)) {
        Approach approach = new Approach();
        approach.setType(type);
        return approach;
      }
    }
    return null;
  }
}
