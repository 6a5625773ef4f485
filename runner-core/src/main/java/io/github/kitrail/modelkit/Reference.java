package io.github.kitrail.modelkit;

import io.github.kitrail.KitrailException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The name of a ModelKit, read as kit reads it: {@code [registry/]repository[:tag|@digest]}, with
 * more tags after commas, or a digest alone.
 *
 * @param registry host and port; {@code localhost} when there is none
 * @param repository {@code _} when only a digest is given
 * @param tag null when there is a digest, or neither
 * @param digest null when there is a tag, or neither
 * @param extraTags those after the comma
 * @param hasRegistryHost false when {@code localhost} was filled in: the name then means the local
 *     store
 */
public record Reference(
    String registry,
    String repository,
    @Nullable String tag,
    @Nullable Digest digest,
    List<String> extraTags,
    boolean hasRegistryHost) {

  public Reference {
    extraTags = List.copyOf(extraTags);
  }

  /**
   * Reads a name.
   *
   * @throws KitrailException BAD_INPUT with what is wrong and how to write it
   */
  public static Reference parse(String text) throws KitrailException {
    return ReferenceParser.parse(text);
  }

  /** Whether a model's path is the name of a ModelKit, by kit's rule. */
  public static boolean looksLikeModelKit(String path) {
    return ReferenceParser.looksLikeModelKit(path);
  }

  /** Registry and repository: what kit's local index is named after. */
  public String repositoryName() {
    return registry + "/" + repository;
  }

  public Reference withTag(String newTag) {
    return new Reference(registry, repository, newTag, null, List.of(), hasRegistryHost);
  }

  public Reference withDigest(Digest newDigest) {
    return new Reference(registry, repository, null, newDigest, List.of(), hasRegistryHost);
  }

  /** Without what was filled in, as a user would write it. */
  public String display() {
    throw new UnsupportedOperationException();
  }

  /** In full, without the extra tags: {@code registry/repository[:tag|@digest]}. */
  @Override
  public String toString() {
    throw new UnsupportedOperationException();
  }
}
