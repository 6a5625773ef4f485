package io.github.kitrail.evidence.bom;

import io.github.kitrail.content.ModelKit;
import io.github.kitrail.modelkit.AssetLayer;
import io.github.kitrail.modelkit.Assets;
import io.github.kitrail.modelkit.Digest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A ModelKit with what the headers of its models say.
 *
 * @param facts by the layer's digest; none for layers whose files say nothing
 */
public record DescribedModelKit(ModelKit modelKit, Assets assets, Map<Digest, ModelFacts> facts) {
  public DescribedModelKit {
    facts = Map.copyOf(facts);
  }

  @Nullable ModelFacts factsOf(AssetLayer layer) {
    return facts.get(layer.descriptor().digest());
  }
}
