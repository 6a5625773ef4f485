package io.github.kitrail.content;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Reference;
import java.util.ArrayList;
import java.util.List;

/**
 * A place and what is meant there.
 *
 * @param prefix {@code store:} or {@code oci:DIR} where the user said so; it is part of the name
 *     that leads here again
 * @param reference in a layout only its tag or digest counts
 * @param remote whether the place is a registry
 */
public record Location(Place place, String prefix, Reference reference, boolean remote) {

  /** The name as a person writes it. */
  public String display() {
    return named(reference);
  }

  /** The name that means this manifest from now on, whatever happens to the tag. */
  public String pinned(Descriptor manifest) {
    return named(reference.withDigest(manifest.digest()));
  }

  private String named(Reference meant) {
    if (!prefix.startsWith(Locations.LAYOUT)) {
      return prefix + meant.display();
    }
    return prefix + (meant.digest() != null ? "@" + meant.digest() : ":" + meant.tag());
  }

  /**
   * What tag or digest stand for now.
   *
   * @throws KitrailException NOT_FOUND, ACCESS_DENIED, BAD_INPUT without tag and digest
   */
  public Descriptor resolve(Retry retry) throws KitrailException {
    String meant = reference.digest() != null ? reference.digest().toString() : reference.tag();
    if (meant == null) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "\""
              + display()
              + "\" names no tag and no digest; write for example "
              + display()
              + ":latest.");
    }
    return retry.run("resolve " + display(), reason -> {}, () -> place.resolve(meant));
  }

  /** The tags to write to; a digest cannot be chosen. */
  public List<String> requireTags() throws KitrailException {
    if (reference.tag() == null) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "\""
              + display()
              + "\" has no tag to write to; write for example "
              + display()
              + ":latest.");
    }
    return tags();
  }

  /** The tags that the name has, none for a digest. */
  public List<String> tags() {
    List<String> tags = new ArrayList<>();
    if (reference.tag() != null) {
      tags.add(reference.tag());
      tags.addAll(reference.extraTags());
    }
    return tags;
  }

  /** Whether both are one and the same repository of one place. */
  public boolean sameRepository(Location other) {
    return remote == other.remote
        && prefix.equals(other.prefix)
        && reference.repositoryName().equals(other.reference.repositoryName());
  }

  /** Points every tag of this name at a manifest that is here. */
  public void tag(Descriptor manifest, Retry retry) throws KitrailException {
    for (String tag : tags()) {
      retry.run(
          "tag " + display(),
          reason -> {},
          () -> {
            place.tag(manifest, tag);
            return tag;
          });
    }
  }
}
