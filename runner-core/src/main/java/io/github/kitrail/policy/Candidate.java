package io.github.kitrail.policy;

import io.github.kitrail.KitrailException;
import io.github.kitrail.content.ModelKit;
import io.github.kitrail.evidence.Evidence;
import java.util.List;

/**
 * A ModelKit that wants to go on, or a base of one.
 *
 * @param evidence all that its place holds about it, unverified
 * @param files read only when an expression asks for them
 */
public record Candidate(ModelKit modelKit, List<Evidence> evidence, FileListing files) {
  public Candidate {
    evidence = List.copyOf(evidence);
  }

  /** Reads the names of the files in the layers, which can take as long as unpacking them. */
  @FunctionalInterface
  public interface FileListing {
    List<PackedFile> list() throws KitrailException;
  }

  /**
   * A file in a layer.
   *
   * @param path in the unpacked folder
   * @param layer the kind of its layer, such as {@code model}
   * @param format what {@link io.github.kitrail.modelkit.FileFormat} makes of it
   * @param size in bytes
   */
  public record PackedFile(String path, String layer, String format, long size) {}
}
