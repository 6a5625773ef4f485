package io.github.kitrail.content.registry;

import io.github.kitrail.KitrailException;
import io.github.kitrail.content.Retry;
import io.github.kitrail.content.registry.auth.AccessRefused;
import io.github.kitrail.content.registry.auth.Authorizer;
import io.github.kitrail.content.registry.auth.Credentials;
import io.github.kitrail.content.registry.auth.Scope;
import io.github.kitrail.content.registry.http.Http;
import io.github.kitrail.content.registry.http.HttpAnswer;
import io.github.kitrail.content.registry.http.HttpCall;
import io.github.kitrail.content.registry.http.Origin;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sends requests to one registry, with what it wants to see in {@code Authorization}. */
final class RegistryClient {
  private static final int UNAUTHORIZED = 401;

  private final RegistryHost host;
  private final RegistryOptions options;
  private final Http http;
  private final Authorizer authorizer;
  private final RegistryErrors errors;
  private final URI base;

  /** Makes something of an answer, which is closed afterwards. */
  @FunctionalInterface
  interface AnswerReader<T> {
    T read(HttpAnswer answer) throws IOException, KitrailException;
  }

  RegistryClient(RegistryHost host, RegistryOptions options, Http http, Credentials credentials) {
    this.host = host;
    this.options = options;
    this.http = http;
    this.errors = new RegistryErrors(host);
    this.base = host.base(options.plainHttp());
    this.authorizer =
        new Authorizer(host.name(), http, credentials, options.clock(), options.plainHttp());
  }

  RegistryHost host() {
    return host;
  }

  RegistryOptions options() {
    return options;
  }

  RegistryErrors errors() {
    return errors;
  }

  URI base() {
    return base;
  }

  /**
   * Sends a request once, or twice when its token has expired.
   *
   * @param what completes "Could not …"
   * @return whatever was answered but a 401
   */
  HttpAnswer send(String what, HttpCall call, Set<Scope> scopes)
      throws IOException, KitrailException {
    if (!isOurs(call.uri())) {
      return sendOnce(call);
    }
    try {
      String authorization = authorizer.authorization(scopes);
      HttpAnswer answer = sendOnce(with(call, authorization));
      return isRefusal(answer) ? sendAgain(answer, call, scopes, authorization) : answer;
    } catch (AccessRefused e) {
      throw errors.refused(e, what);
    }
  }

  private HttpAnswer sendAgain(
      HttpAnswer refusal, HttpCall call, Set<Scope> scopes, @Nullable String refused)
      throws IOException, KitrailException, AccessRefused {
    List<String> challenges = refusal.headers("WWW-Authenticate");
    refusal.close();
    HttpAnswer answer = sendOnce(with(call, authorizer.renew(challenges, scopes, refused)));
    if (!isRefusal(answer)) {
      return answer;
    }
    try (answer) {
      String words = ErrorDocument.of(answer).suffix();
      throw authorizer.refusal("it does not accept the login (401)" + words);
    }
  }

  private boolean isRefusal(HttpAnswer answer) {
    return answer.status() == UNAUTHORIZED && isOurs(answer.uri());
  }

  /** Sends a request without a large body until it is answered for good, and reads the answer. */
  <T> T control(String what, HttpCall call, Set<Scope> scopes, AnswerReader<T> reader)
      throws KitrailException {
    return retrying(
        what,
        () -> {
          try (HttpAnswer answer = send(what, call, scopes)) {
            return reader.read(answer);
          }
        });
  }

  /** Tries until it works, or the options say that it is enough. */
  <T> T retrying(String what, Retry.Attempt<T> attempt) throws KitrailException {
    return options
        .retry()
        .run(
            what,
            reason ->
                options.onRetry().accept("Could not " + what + ": " + reason + "; trying again."),
            attempt);
  }

  private HttpAnswer sendOnce(HttpCall call) throws IOException, KitrailException {
    boolean reads = call.method().equals("GET") || call.method().equals("HEAD");
    return reads ? http.sendFollowing(call) : http.send(call);
  }

  private static HttpCall with(HttpCall call, @Nullable String authorization) {
    return authorization == null ? call : call.with("Authorization", authorization);
  }

  /** Credentials go to the registry's own host, not to where its locations may point. */
  private boolean isOurs(URI uri) {
    return Origin.of(uri).equals(Origin.of(base));
  }
}
