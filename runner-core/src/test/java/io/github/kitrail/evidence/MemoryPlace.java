package io.github.kitrail.evidence;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.Blob;
import io.github.kitrail.content.PendingBlob;
import io.github.kitrail.content.Place;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.Manifest;
import io.github.kitrail.modelkit.MediaTypes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A place without a disk or a network; everything in it can be damaged at will. */
class MemoryPlace implements Place {
  final Map<Digest, byte[]> content = new HashMap<>();
  final Map<String, Descriptor> tags = new TreeMap<>();
  final Map<Digest, List<Descriptor>> referrers = new LinkedHashMap<>();

  @Override
  public String name() {
    return "memory";
  }

  /**
   * Puts a manifest with its layers, and its place in the list of referrers if it has a subject.
   */
  Descriptor put(Manifest manifest, byte[]... layers) throws Exception {
    for (byte[] layer : layers) {
      content.put(Digest.of(layer), layer);
    }
    byte[] bytes = manifest.toBytes();
    Descriptor descriptor = Descriptor.of(MediaTypes.IMAGE_MANIFEST, bytes);
    writeManifest(descriptor, bytes);
    return descriptor;
  }

  @Override
  public boolean contains(Descriptor descriptor) {
    return content.containsKey(descriptor.digest());
  }

  @Override
  public void write(Blob blob) throws IOException, KitrailException {
    try (InputStream in = blob.open()) {
      content.put(blob.descriptor().digest(), in.readAllBytes());
    }
  }

  @Override
  public Descriptor write(PendingBlob blob) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void writeManifest(Descriptor descriptor, byte[] bytes) throws KitrailException {
    content.put(descriptor.digest(), bytes);
    Manifest manifest = Manifest.parse(bytes);
    if (manifest.subject() != null) {
      referrers
          .computeIfAbsent(manifest.subject().digest(), d -> new ArrayList<>())
          .add(
              new Descriptor(
                  descriptor.mediaType(),
                  descriptor.digest(),
                  descriptor.size(),
                  manifest.artifactType(),
                  manifest.annotations()));
    }
  }

  @Override
  public void tag(Descriptor manifest, String tag) {
    tags.put(tag, manifest);
  }

  @Override
  public Descriptor resolve(String reference) throws KitrailException {
    Descriptor found = tags.get(reference);
    if (found == null) {
      throw new KitrailException(ErrorCode.NOT_FOUND, "no tag " + reference);
    }
    return found;
  }

  @Override
  public InputStream open(Descriptor descriptor, long offset) throws KitrailException {
    byte[] bytes = content.get(descriptor.digest());
    if (bytes == null) {
      throw new KitrailException(ErrorCode.NOT_FOUND, "memory has no " + descriptor.digest() + ".");
    }
    return new ByteArrayInputStream(bytes, (int) offset, bytes.length);
  }

  @Override
  public List<Descriptor> referrers(Digest subject) {
    return List.copyOf(referrers.getOrDefault(subject, List.of()));
  }

  @Override
  public List<String> tags() {
    return List.copyOf(tags.keySet());
  }
}
