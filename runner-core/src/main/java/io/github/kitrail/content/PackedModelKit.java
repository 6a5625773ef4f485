package io.github.kitrail.content;

import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.Kitfile;
import io.github.kitrail.modelkit.Manifest;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A ModelKit that has just been packed; no tag names it yet.
 *
 * @param descriptor of the manifest
 * @param kitfile with the digests of its layers
 * @param files the digest of each packed file, by its path in the context
 */
public record PackedModelKit(
    Descriptor descriptor, Manifest manifest, Kitfile kitfile, SortedMap<String, Digest> files) {
  public PackedModelKit(
      Descriptor descriptor, Manifest manifest, Kitfile kitfile, Map<String, Digest> files) {
    this(descriptor, manifest, kitfile, new TreeMap<>(files));
  }
}
