package io.github.kitrail.policy;

import io.github.kitrail.KitrailException;
import io.github.kitrail.content.ModelKit;
import io.github.kitrail.evidence.json.StrictJson;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.KitfileConfig;
import io.github.kitrail.modelkit.KitfileLayer;
import io.github.kitrail.modelkit.LayerType;
import io.github.kitrail.policy.expression.JsonValues;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A ModelKit as expressions see it. */
final class ModelKitFacts {
  /** kit does not write it, but others may. */
  private static final String CREATED = "org.opencontainers.image.created";

  private ModelKitFacts() {}

  static Map<String, Object> of(ModelKit modelKit) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("reference", modelKit.pinned());
    facts.put("digest", modelKit.descriptor().digest().toString());
    facts.put("kitfile", kitfile(modelKit));
    facts.put("layers", layers(modelKit));
    Map<String, String> annotations = modelKit.manifest().annotations();
    facts.put("annotations", annotations);
    if (annotations.containsKey(CREATED)) {
      try {
        facts.put("created", OffsetDateTime.parse(annotations.get(CREATED)).toInstant());
      } catch (DateTimeException e) {
        // What is no time says nothing.
      }
    }
    return facts;
  }

  private static Object kitfile(ModelKit modelKit) {
    try {
      byte[] config = KitfileConfig.toBytes(modelKit.kitfile());
      return JsonValues.of(StrictJson.parse(config, "The config"));
    } catch (KitrailException e) {
      throw new IllegalStateException("what was just written can be read", e);
    }
  }

  private static List<Map<String, Object>> layers(ModelKit modelKit) {
    List<KitfileLayer> named = modelKit.kitfile().layers();
    List<Map<String, Object>> layers = new ArrayList<>();
    for (Descriptor layer : modelKit.manifest().layers()) {
      Map<String, Object> facts = new LinkedHashMap<>();
      LayerType.parse(layer.mediaType())
          .ifPresent(type -> facts.put("kind", type.kind().typeName()));
      if (layers.size() < named.size()) {
        facts.put("path", named.get(layers.size()).path());
      }
      facts.put("mediaType", layer.mediaType());
      facts.put("digest", layer.digest().toString());
      facts.put("size", layer.size());
      layers.add(facts);
    }
    return layers;
  }
}
