package io.github.kitrail.content.layout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Index;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A descriptor as a JSON tree, for documents that hold it among other things. */
public final class DescriptorJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private DescriptorJson() {}

  public static ObjectNode write(Descriptor descriptor) {
    byte[] index = new Index(null, List.of(descriptor), Map.of()).toBytes();
    try {
      return (ObjectNode) JSON.readTree(index).path("manifests").path(0);
    } catch (IOException e) {
      throw new IllegalStateException("written a moment ago", e);
    }
  }

  public static Descriptor read(JsonNode node) throws KitrailException {
    ObjectNode index = JSON.createObjectNode();
    index.putArray("manifests").add(node);
    return Index.parse(index.toString().getBytes(StandardCharsets.UTF_8)).manifests().get(0);
  }
}
