package io.github.kitrail.evidence.predicate;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Something that a predicate names: a source, a base model, a file of tests.
 *
 * @param digest by algorithm, such as {@code sha256} or {@code gitCommit}
 * @see <a
 *     href="https://github.com/in-toto/attestation/blob/main/spec/v1/resource_descriptor.md">in-toto
 *     ResourceDescriptor</a>
 */
public record ResourceDescriptor(
    @Nullable String uri, @Nullable String name, Map<String, String> digest) {
  public ResourceDescriptor {
    digest = Collections.unmodifiableMap(new TreeMap<>(digest));
  }

  public static ResourceDescriptor ofUri(String uri, String algorithm, String digest) {
    return new ResourceDescriptor(uri, null, Map.of(algorithm, digest));
  }

  public static ResourceDescriptor ofName(String name, String algorithm, String digest) {
    return new ResourceDescriptor(null, name, Map.of(algorithm, digest));
  }
}
