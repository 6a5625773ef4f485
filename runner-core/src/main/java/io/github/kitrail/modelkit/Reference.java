package io.github.kitrail.modelkit;

import io.github.kitrail.KitrailException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The name of a ModelKit, read as kit reads it: {@code [REGISTRY/]REPOSITORY[:TAG|@DIGEST]}, with
 * more tags after commas, or a digest alone. What stands before the first slash is a registry only
 * when it has a dot or a port: {@code acme/faq} and {@code localhost/faq} are names in the local
 * store, {@code localhost:5000/faq} is in a registry.
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
  static final String DEFAULT_REGISTRY = "localhost";
  static final String DEFAULT_REPOSITORY = "_";

  /** kit's name for a ModelKit that nobody named. */
  public static final Reference UNNAMED =
      new Reference(DEFAULT_REGISTRY, DEFAULT_REPOSITORY, null, null, List.of(), false);

  public Reference {
    extraTags = List.copyOf(extraTags);
    if (tag != null && digest != null) {
      throw new IllegalArgumentException("a tag or a digest, not both");
    }
  }

  /**
   * Reads a name. Beside a digest a tag is ignored, as everywhere.
   *
   * @throws KitrailException BAD_INPUT with what is wrong and how to write it
   */
  public static Reference parse(String text) throws KitrailException {
    return new ReferenceParser(text).parse();
  }

  /**
   * Whether a model's path is the name of another ModelKit, by kit's rule: it has a colon or an at
   * sign, and can be read as a name.
   */
  public static boolean looksLikeModelKit(String path) {
    if (path.indexOf(':') < 0 && path.indexOf('@') < 0) {
      return false;
    }
    try {
      parse(path);
      return true;
    } catch (KitrailException e) {
      return false;
    }
  }

  /** Registry and repository: what kit's local index is named after. */
  public String repositoryName() {
    return registry + "/" + repository;
  }

  /** The same repository at another tag. */
  public Reference withTag(String newTag) {
    return new Reference(registry, repository, newTag, null, List.of(), hasRegistryHost);
  }

  /** The same repository at a digest. */
  public Reference withDigest(Digest newDigest) {
    return new Reference(registry, repository, null, newDigest, List.of(), hasRegistryHost);
  }

  /** Without what was filled in, as a user writes it; {@link #parse} reads it back. */
  public String display() {
    if (hasRegistryHost) {
      return toString();
    }
    if (repository.equals(DEFAULT_REPOSITORY)) {
      return digest == null ? "" : digest.toString();
    }
    return repository + suffix();
  }

  /** In full, without the extra tags: {@code REGISTRY/REPOSITORY[:TAG|@DIGEST]}. */
  @Override
  public String toString() {
    return repositoryName() + suffix();
  }

  private String suffix() {
    if (digest != null) {
      return "@" + digest;
    }
    return tag == null ? "" : ":" + tag;
  }
}
