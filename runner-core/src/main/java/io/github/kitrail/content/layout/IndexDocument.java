package io.github.kitrail.content.layout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.DiskFailure;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.Index;
import io.github.kitrail.modelkit.MediaTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An index file that is being edited. It is kept as a tree, so that what other tools wrote beside
 * what we know (a platform, say) stays. A tag is the annotation {@link #REF_NAME} of an entry.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/image-layout.md">OCI
 *     layout</a>
 */
public final class IndexDocument {
  public static final String REF_NAME = "org.opencontainers.image.ref.name";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode root;

  private IndexDocument(ObjectNode root) {
    this.root = root;
  }

  /** As oras-go, and so kit, starts an {@code index.json}. */
  public static IndexDocument empty() {
    return new IndexDocument(
        tree(new Index(MediaTypes.IMAGE_INDEX, List.of(), Map.of()).toBytes()));
  }

  /** Without the media type, as kit starts the index of a repository. */
  public static IndexDocument untyped() {
    return new IndexDocument(tree(new Index(null, List.of(), Map.of()).toBytes()));
  }

  /**
   * Reads a file.
   *
   * @param whenMissing what to start from when there is none
   * @throws KitrailException BAD_INPUT when it is no index, naming the file
   */
  public static IndexDocument read(Path file, IndexDocument whenMissing) throws KitrailException {
    try {
      byte[] bytes = Files.readAllBytes(file);
      Index.parse(bytes);
      return new IndexDocument(tree(bytes));
    } catch (NoSuchFileException e) {
      return whenMissing;
    } catch (IOException e) {
      throw DiskFailure.of("read " + file, e);
    } catch (KitrailException e) {
      throw new KitrailException(ErrorCode.BAD_INPUT, file + " is damaged: " + e.getMessage(), e);
    }
  }

  public List<Descriptor> manifests() throws KitrailException {
    return Index.parse(toBytes()).manifests();
  }

  public boolean isEmpty() {
    return entries().isEmpty();
  }

  public boolean contains(Digest digest) {
    return entries().valueStream().anyMatch(entry -> names(entry, digest));
  }

  /** The manifest that has this tag. */
  public Optional<Descriptor> tagged(String tag) throws KitrailException {
    return manifests().stream()
        .filter(manifest -> tag.equals(manifest.annotations().get(REF_NAME)))
        .findFirst();
  }

  /** Adds an entry at the end, unless the manifest has one. */
  public void add(Descriptor manifest) {
    if (!contains(manifest.digest())) {
      entries().add(DescriptorJson.write(manifest));
    }
  }

  /** Moves a tag: who had it keeps an entry, or its content would be lost. */
  public void tag(Descriptor manifest, String tag) {
    untag(tag);
    ObjectNode tagged = null;
    for (JsonNode entry : entries()) {
      if (names(entry, manifest.digest()) && refName(entry).isEmpty()) {
        tagged = (ObjectNode) entry;
      }
    }
    if (tagged == null) {
      tagged = DescriptorJson.write(manifest);
      entries().add(tagged);
    }
    tagged.withObjectProperty("annotations").put(REF_NAME, tag);
  }

  /** Takes a tag away; the last entry of a manifest stays, without it. */
  public void untag(String tag) {
    for (int i = entries().size() - 1; i >= 0; i--) {
      JsonNode entry = entries().get(i);
      if (refName(entry).equals(tag)) {
        String digest = entry.path("digest").asText();
        if (entries().valueStream().filter(e -> digest.equals(e.path("digest").asText())).count()
            > 1) {
          entries().remove(i);
        } else {
          ObjectNode annotations = entry.withObjectProperty("annotations");
          annotations.remove(REF_NAME);
          if (annotations.isEmpty()) {
            ((ObjectNode) entry).remove("annotations");
          }
        }
      }
    }
  }

  /** Removes all entries of a manifest. */
  public void remove(Digest digest) {
    for (int i = entries().size() - 1; i >= 0; i--) {
      if (names(entries().get(i), digest)) {
        entries().remove(i);
      }
    }
  }

  public byte[] toBytes() {
    try {
      return JSON.writeValueAsBytes(root);
    } catch (IOException e) {
      throw new IllegalStateException("a JSON tree can always be written", e);
    }
  }

  private ArrayNode entries() {
    return root.path("manifests") instanceof ArrayNode array ? array : root.putArray("manifests");
  }

  private static boolean names(JsonNode entry, Digest digest) {
    return digest.toString().equals(entry.path("digest").asText());
  }

  private static String refName(JsonNode entry) {
    return entry.path("annotations").path(REF_NAME).asText();
  }

  private static ObjectNode tree(byte[] bytes) {
    try {
      return (ObjectNode) JSON.readTree(bytes);
    } catch (IOException e) {
      throw new IllegalStateException("parsed a moment ago", e);
    }
  }
}
