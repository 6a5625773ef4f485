package io.github.kitrail.evidence;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.Blob;
import io.github.kitrail.content.PendingBlob;
import io.github.kitrail.content.Place;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.Index;
import io.github.kitrail.modelkit.Manifest;
import io.github.kitrail.modelkit.MediaTypes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A repository without the referrers API, over plain HTTP. */
final class HttpPlace implements Place {
  private final HttpClient http = HttpClient.newHttpClient();
  private final String base;

  HttpPlace(String host, String repository) {
    base = "http://" + host + "/v2/" + repository + "/";
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder b) throws IOException {
    try {
      return http.send(
          b.header("Accept", String.join(", ", MediaTypes.MANIFESTS)).build(),
          HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private HttpRequest.Builder at(String path) {
    return HttpRequest.newBuilder(URI.create(base + path));
  }

  @Override
  public String name() {
    return base;
  }

  @Override
  public boolean contains(Descriptor d) {
    return false;
  }

  @Override
  public void write(Blob blob) throws IOException, KitrailException {
    byte[] bytes = blob.open().readAllBytes();
    String location =
        send(at("blobs/uploads/").POST(HttpRequest.BodyPublishers.noBody()))
            .headers()
            .firstValue("Location")
            .orElseThrow();
    URI uri = URI.create(base).resolve(location);
    String q =
        uri.toString()
            + (uri.getQuery() == null ? "?" : "&")
            + "digest="
            + blob.descriptor().digest();
    int status =
        send(HttpRequest.newBuilder(URI.create(q))
                .PUT(HttpRequest.BodyPublishers.ofByteArray(bytes)))
            .statusCode();
    if (status != 201) {
      throw new IOException("status " + status);
    }
  }

  @Override
  public Descriptor write(PendingBlob blob) {
    throw new UnsupportedOperationException();
  }

  private void put(String reference, String mediaType, byte[] bytes) throws IOException {
    int status =
        send(at("manifests/" + reference)
                .header("Content-Type", mediaType)
                .PUT(HttpRequest.BodyPublishers.ofByteArray(bytes)))
            .statusCode();
    if (status != 201) {
      throw new IOException("status " + status);
    }
  }

  @Override
  public void writeManifest(Descriptor d, byte[] bytes) throws IOException, KitrailException {
    put(d.digest().toString(), d.mediaType(), bytes);
    Manifest m = Manifest.parse(bytes);
    if (m.subject() != null) {
      List<Descriptor> list = new ArrayList<>(referrers(m.subject().digest()));
      list.add(
          new Descriptor(d.mediaType(), d.digest(), d.size(), m.artifactType(), m.annotations()));
      put(
          "sha256-" + m.subject().digest().hex(),
          MediaTypes.IMAGE_INDEX,
          new Index(MediaTypes.IMAGE_INDEX, list, Map.of()).toBytes());
    }
  }

  @Override
  public void tag(Descriptor manifest, String tag) throws IOException, KitrailException {
    put(tag, manifest.mediaType(), read(manifest));
  }

  @Override
  public Descriptor resolve(String reference) throws IOException, KitrailException {
    HttpResponse<byte[]> r = send(at("manifests/" + reference).GET());
    if (r.statusCode() != 200) {
      throw new KitrailException(ErrorCode.NOT_FOUND, "no " + reference);
    }
    return Descriptor.of(r.headers().firstValue("Content-Type").orElseThrow(), r.body());
  }

  @Override
  public InputStream open(Descriptor d, long offset) throws IOException {
    HttpResponse<byte[]> r =
        send(at((d.isManifest() ? "manifests/" : "blobs/") + d.digest()).GET());
    return new ByteArrayInputStream(r.body());
  }

  @Override
  public List<Descriptor> referrers(Digest subject) throws IOException, KitrailException {
    HttpResponse<byte[]> r = send(at("manifests/sha256-" + subject.hex()).GET());
    return r.statusCode() == 200 ? Index.parse(r.body()).manifests() : List.of();
  }

  @Override
  public List<String> tags() {
    return List.of();
  }
}
