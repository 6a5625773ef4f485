package io.github.kitrail.evidence.predicate;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Something that a predicate names: a source, a base model, a file of tests.
 *
 * @param digest by algorithm, such as {@code sha256} or {@code gitCommit}
 * @param mediaType of what the digest is of
 * @param annotations what else is known about it: strings, numbers, booleans, and maps of these
 * @see <a
 *     href="https://github.com/in-toto/attestation/blob/main/spec/v1/resource_descriptor.md">in-toto
 *     ResourceDescriptor</a>
 */
public record ResourceDescriptor(
    @Nullable String uri,
    @Nullable String name,
    Map<String, String> digest,
    @Nullable String mediaType,
    Map<String, Object> annotations) {
  public ResourceDescriptor {
    digest = Collections.unmodifiableMap(new TreeMap<>(digest));
    annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
  }

  public ResourceDescriptor(
      @Nullable String uri, @Nullable String name, Map<String, String> digest) {
    this(uri, name, digest, null, Map.of());
  }

  public static ResourceDescriptor ofUri(String uri, String algorithm, String digest) {
    return new ResourceDescriptor(uri, null, Map.of(algorithm, digest));
  }

  public static ResourceDescriptor ofName(String name, String algorithm, String digest) {
    return new ResourceDescriptor(null, name, Map.of(algorithm, digest));
  }

  /** The same with what kind of content it is. */
  public ResourceDescriptor withMediaType(String type) {
    return new ResourceDescriptor(uri, name, digest, type, annotations);
  }

  /** The same with one annotation more. */
  public ResourceDescriptor with(String annotation, Object value) {
    Map<String, Object> more = new TreeMap<>(annotations);
    more.put(annotation, value);
    return new ResourceDescriptor(uri, name, digest, mediaType, more);
  }
}
