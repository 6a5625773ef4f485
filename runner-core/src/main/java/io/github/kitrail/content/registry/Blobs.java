package io.github.kitrail.content.registry;

import io.github.kitrail.KitrailException;
import io.github.kitrail.content.TransientException;
import io.github.kitrail.content.registry.http.HttpAnswer;
import io.github.kitrail.content.registry.http.HttpCall;
import io.github.kitrail.content.registry.http.Origin;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reading from one repository. */
final class Blobs {
  private static final int RANGE_NOT_SATISFIABLE = 416;

  private final Endpoint endpoint;
  private final Ranges ranges;

  /** Reads over one connection. */
  Blobs(Endpoint endpoint) {
    this(endpoint, new Ranges(RangeOptions.NEVER));
  }

  Blobs(Endpoint endpoint, Ranges ranges) {
    this.endpoint = endpoint;
    this.ranges = ranges;
  }

  boolean contains(Digest digest) throws KitrailException {
    String what = "look for " + Endpoint.label(digest) + " in " + endpoint.display();
    return endpoint.control(
        what,
        HttpCall.of("HEAD", endpoint.blob(digest)),
        endpoint.pull(),
        answer ->
            switch (answer.status()) {
              case 200 -> true;
              case 404 -> false;
              default -> throw endpoint.refused(answer, what);
            });
  }

  /** The bytes of a blob or a manifest from an offset on, as they come. */
  InputStream open(Descriptor content, long offset) throws IOException, KitrailException {
    if (offset > 0 && offset >= content.size()) {
      return InputStream.nullInputStream();
    }
    String what = "pull " + Endpoint.label(content.digest()) + " from " + endpoint.display();
    HttpCall call;
    if (content.isManifest()) {
      URI uri = endpoint.manifest(content.digest().toString());
      call = HttpCall.of("GET", uri).with("Accept", Manifests.ACCEPT);
    } else {
      call = HttpCall.of("GET", endpoint.blob(content.digest()));
    }
    InputStream in = openFrom(what, call, offset);
    return content.isManifest()
        ? in
        : RangedInputStream.of(
            ranges,
            endpoint.client().host().name(),
            (from, length) -> range(what, call, from, length),
            in,
            offset,
            content.size());
  }

  private InputStream openFrom(String what, HttpCall call, long offset)
      throws IOException, KitrailException {
    if (offset > 0) {
      InputStream part = open(what, call.with("Range", "bytes=" + offset + "-"), offset);
      if (part != null) {
        return part;
      }
    }
    InputStream whole = open(what, call, 0);
    return whole == null ? InputStream.nullInputStream() : skip(whole, offset);
  }

  /** Null when the server answers with anything but these bytes. */
  private @Nullable InputStream range(String what, HttpCall call, long from, int length)
      throws IOException, KitrailException {
    String range = from + "-" + (from + length - 1);
    HttpAnswer answer = endpoint.send(what, call.with("Range", "bytes=" + range), endpoint.pull());
    String given = answer.header("Content-Range");
    if (answer.status() == 206
        && given != null
        && given.trim().startsWith("bytes " + range + "/")) {
      return answer.body();
    }
    try (answer) {
      if (Set.of(200, 206, RANGE_NOT_SATISFIABLE).contains(answer.status())) {
        return null;
      }
      throw endpoint.refused(answer, what);
    }
  }

  /** Null when the server cannot give this part. */
  private @Nullable InputStream open(String what, HttpCall call, long offset)
      throws IOException, KitrailException {
    HttpAnswer answer = endpoint.send(what, call, endpoint.pull());
    if (answer.status() == 200) {
      return skip(answer.body(), offset);
    }
    if (answer.status() == 206 && startsAt(answer, offset)) {
      return answer.body();
    }
    try (answer) {
      if (offset > 0 && (answer.status() == RANGE_NOT_SATISFIABLE || answer.status() == 206)) {
        return null;
      }
      throw endpoint.refused(answer, what);
    }
  }

  private static boolean startsAt(HttpAnswer answer, long offset) {
    String range = answer.header("Content-Range");
    return range != null && range.trim().startsWith("bytes " + offset + "-");
  }

  /** For servers that ignore ranges: the bytes were paid for, but they are the right ones. */
  private InputStream skip(InputStream in, long bytes) throws IOException {
    try {
      in.skipNBytes(bytes);
      return in;
    } catch (IOException e) {
      in.close();
      if (e instanceof TransientException) {
        throw e;
      }
      String host = Origin.of(endpoint.client().base()).toString();
      throw new TransientException(host + " sent less than it has to", null);
    }
  }
}
