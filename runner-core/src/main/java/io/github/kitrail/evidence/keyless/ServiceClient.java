package io.github.kitrail.evidence.keyless;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.Retry;
import io.github.kitrail.content.TransientException;
import io.github.kitrail.content.registry.http.Http;
import io.github.kitrail.content.registry.http.HttpAnswer;
import io.github.kitrail.content.registry.http.HttpCall;
import io.github.kitrail.content.registry.http.HttpOptions;
import io.github.kitrail.content.registry.http.Origin;
import io.github.kitrail.content.registry.http.RequestBody;
import io.github.kitrail.content.registry.http.RetryAfter;
import io.github.kitrail.evidence.json.Printable;
import io.github.kitrail.evidence.json.StrictJson;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Asks the services that keyless signing needs, over the one HTTP stack. */
final class ServiceClient implements AutoCloseable {
  private static final int MAX_ANSWER = 1024 * 1024;
  private static final int SHOWN = 300;

  private final Http http;
  private final Retry retry;

  ServiceClient(HttpOptions options, Retry retry) throws KitrailException {
    this.http = new Http(options);
    this.retry = retry;
  }

  private ServiceClient(Http http, Retry retry) {
    this.http = http;
    this.retry = retry;
  }

  /** The same, that gives up after a second try; closed with this one. */
  ServiceClient impatient() {
    return new ServiceClient(
        http,
        new Retry(
            Math.min(2, retry.attempts()),
            retry.firstPause(),
            retry.longestPause(),
            retry.random(),
            retry.sleeper()));
  }

  /** The address of one of a service's calls. */
  static URI at(URI service, String path) {
    String base = service.toString();
    return URI.create(base.endsWith("/") ? base + path : base + "/" + path);
  }

  /**
   * @param what completes "Could not …"
   * @param advice what to do when the service says no
   * @return the body of a success
   * @throws KitrailException ACCESS_DENIED when the service says no, TRANSFER_FAILED when it cannot
   *     be reached or used
   */
  byte[] send(String what, String advice, HttpCall call) throws KitrailException {
    requireSafe(what, call.uri());
    return retry.run(what, reason -> {}, () -> once(what, advice, call));
  }

  byte[] post(String what, String advice, URI uri, String type, String accept, byte[] body)
      throws KitrailException {
    HttpCall call =
        HttpCall.of("POST", uri)
            .with("Content-Type", type)
            .with("Accept", accept)
            .with(RequestBody.of(body));
    return send(what, advice, call);
  }

  /** Sends JSON and reads JSON. */
  ObjectNode postJson(String what, String advice, URI uri, ObjectNode body)
      throws KitrailException {
    byte[] answer =
        post(what, advice, uri, "application/json", "application/json", StrictJson.bytes(body));
    return StrictJson.parse(answer, "The answer of " + Origin.of(uri));
  }

  /**
   * @return empty when the service does not have it
   * @throws KitrailException HOSTILE_CONTENT when it is larger than so many bytes
   */
  Optional<byte[]> find(String what, URI uri, int longest) throws KitrailException {
    requireSafe(what, uri);
    return retry.run(
        what,
        reason -> {},
        () -> {
          try (HttpAnswer answer = http.sendFollowing(HttpCall.of("GET", uri))) {
            if (answer.status() == 404) {
              return Optional.empty();
            }
            byte[] body = answer.readUpTo(longest);
            check(what, "", answer, body, longest);
            return Optional.of(body);
          }
        });
  }

  private byte[] once(String what, String advice, HttpCall call)
      throws IOException, KitrailException {
    try (HttpAnswer answer = http.send(call)) {
      byte[] body = answer.readUpTo(MAX_ANSWER);
      check(what, advice, answer, body, MAX_ANSWER);
      return body;
    }
  }

  private static void check(String what, String advice, HttpAnswer answer, byte[] body, int longest)
      throws IOException, KitrailException {
    int status = answer.status();
    Origin origin = Origin.of(answer.uri());
    if (status >= 200 && status < 300) {
      if (body.length > longest) {
        throw new KitrailException(
            ErrorCode.HOSTILE_CONTENT,
            "Could not " + what + ": " + origin + " sent more than " + longest + " bytes.");
      }
      return;
    }
    String said = origin + " answered " + status + message(body);
    if (status == 429 || status >= 500) {
      throw new TransientException(said, RetryAfter.of(answer));
    }
    throw refused(what, said, advice);
  }

  private static KitrailException refused(String what, String said, String advice) {
    return new KitrailException(
        ErrorCode.ACCESS_DENIED, "Could not " + what + ": " + said + "." + advice);
  }

  /** What the service says about it; none of them repeats the token. */
  private static String message(byte[] body) {
    String text = new String(body, 0, Math.min(body.length, SHOWN), StandardCharsets.UTF_8);
    try {
      text = StrictJson.parse(body, "").path("message").asText(text);
    } catch (KitrailException e) {
      // Not JSON: as it is.
    }
    return text.isBlank() ? "" : " (" + Printable.of(text.strip()) + ")";
  }

  /** A token is not sent where others can read it. */
  private static void requireSafe(String what, URI uri) throws KitrailException {
    if (!Origin.of(uri).isPrivate()) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "Could not "
              + what
              + ": "
              + Printable.of(uri.toString())
              + " is not an https address, and on this way others could read what is sent.");
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
