package io.github.kitrail.evidence.predicate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.evidence.json.StrictJson;
import io.github.kitrail.modelkit.ContextPath;
import io.github.kitrail.modelkit.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * OpenSSF's model signature 1.0: the files of a folder with their digests.
 *
 * @param files by path, with {@code /}, in the order in which they are signed
 * @param ignored paths that are not signed, nor what is below them
 * @param symlinks whether a symbolic link stands for the file that it leads to; otherwise there
 *     must be none
 * @see <a href="https://github.com/ossf/model-signing-spec/blob/main/docs/index.md">The format</a>
 */
public record ModelSignature(Map<String, Digest> files, List<String> ignored, boolean symlinks) {
  private static final String WHAT = "The model signature";

  /** What model_signing leaves out unless it is told otherwise, when it signs and verifies. */
  private static final List<String> GIT =
      List.of(".git", ".gitattributes", ".github", ".gitignore");

  /** By the parts of the path, each by its bytes: as Python sorts paths. */
  private static final Comparator<String> BY_PARTS =
      Comparator.comparing(
          path -> path.replace('/', '\0').getBytes(StandardCharsets.UTF_8),
          Arrays::compareUnsigned);

  public ModelSignature {
    files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
    ignored = List.copyOf(ignored);
  }

  /** Signs these files, as model_signing would. */
  public static ModelSignature of(Map<String, Digest> files) {
    Map<String, Digest> signed = new LinkedHashMap<>();
    files.keySet().stream()
        .filter(path -> !isWithin(path, GIT))
        .sorted(BY_PARTS)
        .forEach(path -> signed.put(path, files.get(path)));
    return new ModelSignature(signed, GIT, false);
  }

  /**
   * Reads the predicate; fields that the format does not know are ignored, as it says.
   *
   * @throws KitrailException BAD_INPUT when it is none, or of a kind that is not supported
   */
  public static ModelSignature parse(Predicate predicate) throws KitrailException {
    if (!predicate.type().equals(PredicateType.MODEL_SIGNING)) {
      throw StrictJson.invalid(WHAT, "its statement is of the type " + predicate.type());
    }
    JsonNode how = predicate.body().path("serialization");
    String method = StrictJson.text(how, "method", WHAT);
    String hash = StrictJson.text(how, "hash_type", WHAT);
    if (!method.equals("files") || !hash.equals("sha256")) {
      throw StrictJson.invalid(
          WHAT, "it signs " + method + " by " + hash + ", and only files by sha256 are supported");
    }
    if (!how.path("allow_symlinks").isBoolean()) {
      throw StrictJson.invalid(WHAT, "it does not say whether it allows symbolic links");
    }
    return new ModelSignature(
        files(predicate.body().path("resources")),
        ignored(how.path("ignore_paths")),
        how.path("allow_symlinks").booleanValue());
  }

  private static Map<String, Digest> files(JsonNode resources) throws KitrailException {
    if (!resources.isArray()) {
      throw StrictJson.invalid(WHAT, "it has no list of resources");
    }
    Map<String, Digest> files = new LinkedHashMap<>();
    for (JsonNode resource : resources) {
      String name = StrictJson.text(resource, "name", WHAT);
      String digest = "sha256:" + StrictJson.text(resource, "digest", WHAT);
      if (!resource.path("algorithm").asText().equals("sha256") || !Digest.isDigest(digest)) {
        throw StrictJson.invalid(WHAT, "its resource " + name + " has no SHA-256 digest");
      }
      if (files.put(name, Digest.parse(digest)) != null) {
        throw StrictJson.invalid(WHAT, "its resource " + name + " is there twice");
      }
    }
    return files;
  }

  /** Those that lead out of the folder mean nothing in it. */
  private static List<String> ignored(JsonNode list) throws KitrailException {
    List<String> paths = new ArrayList<>();
    for (JsonNode path : list) {
      if (!path.isTextual() || ContextPath.clean(path.textValue()).equals(".")) {
        throw StrictJson.invalid(WHAT, "it ignores " + path);
      }
      paths.add(ContextPath.clean(path.textValue()));
    }
    return paths;
  }

  /** Whether a file at this path is not signed, and may be anything. */
  public boolean ignores(String path) {
    return isWithin(path, ignored);
  }

  private static boolean isWithin(String path, List<String> folders) {
    return folders.stream().anyMatch(folder -> ContextPath.isWithin(path, folder));
  }

  /** The digest over the raw digests of all files, in their order: the statement's subject. */
  public Digest root() {
    MessageDigest root = Digest.sha256();
    files.values().forEach(digest -> root.update(HexFormat.of().parseHex(digest.hex())));
    return Digest.of(root);
  }

  public Predicate toPredicate() {
    ObjectNode body = StrictJson.object();
    ObjectNode how = body.putObject("serialization");
    how.put("method", "files").put("hash_type", "sha256").put("allow_symlinks", symlinks);
    ArrayNode paths = how.putArray("ignore_paths");
    ignored.forEach(paths::add);
    ArrayNode resources = body.putArray("resources");
    files.forEach(
        (name, digest) ->
            resources
                .addObject()
                .put("name", name)
                .put("algorithm", "sha256")
                .put("digest", digest.hex()));
    return new Predicate(PredicateType.MODEL_SIGNING, body);
  }
}
