package io.github.kitrail.operations;

import io.github.kitrail.KitrailException;
import io.github.kitrail.content.ModelKit;
import io.github.kitrail.content.folder.LayerPeek;
import io.github.kitrail.evidence.bom.ModelFacts;
import io.github.kitrail.inference.gguf.GgufHeader;
import io.github.kitrail.inference.safetensors.SafetensorsHeader;
import io.github.kitrail.modelkit.AssetLayer;
import io.github.kitrail.modelkit.Assets;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.LayerKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what the headers of a ModelKit's models say; the models themselves are not fetched. */
final class ModelHeaders {
  private static final Set<LayerKind> MODELS = Set.of(LayerKind.MODEL, LayerKind.MODEL_PART);
  private static final byte[] GGUF = "GGUF".getBytes(StandardCharsets.US_ASCII);

  /**
   * What one file says: one of the headers, none when it is damaged.
   *
   * @param path in the folder that the ModelKit would be unpacked into
   */
  record ModelFile(
      String path, @Nullable GgufHeader gguf, @Nullable SafetensorsHeader safetensors) {}

  private final Context context;

  ModelHeaders(Context context) {
    this.context = context;
  }

  /** By the layer's digest, for each layer of the model that says something. */
  Map<Digest, ModelFacts> read(ModelKit modelKit, Assets assets) throws KitrailException {
    LayerPeek peek = new LayerPeek(modelKit.location().place(), context.retry());
    Map<Digest, ModelFacts> facts = new HashMap<>();
    for (AssetLayer layer : assets.layers()) {
      if (MODELS.contains(layer.element().kind())) {
        LayerPeek.Seen<ModelFile> files = peek.look(layer, this::look);
        Optional<ModelFacts> said = HeaderFacts.of(files.seen(), files.complete());
        said.ifPresent(it -> facts.put(layer.descriptor().digest(), it));
      }
    }
    return facts;
  }

  /** A header that cannot be read is no reason to be silent about all the rest. */
  private @Nullable ModelFile look(String path, long size, InputStream content) throws IOException {
    try {
      byte[] magic = content.readNBytes(GGUF.length);
      InputStream whole = new SequenceInputStream(new ByteArrayInputStream(magic), content);
      if (Arrays.equals(magic, GGUF)) {
        return new ModelFile(path, GgufHeader.read(path, whole, size), null);
      }
      if (path.toLowerCase(Locale.ROOT).endsWith(".safetensors")) {
        return new ModelFile(path, null, SafetensorsHeader.read(path, whole, size));
      }
    } catch (KitrailException e) {
      context
          .listener()
          .warned("The bill of materials says nothing of this model's header: " + e.getMessage());
      return new ModelFile(path, null, null);
    }
    return null;
  }
}
