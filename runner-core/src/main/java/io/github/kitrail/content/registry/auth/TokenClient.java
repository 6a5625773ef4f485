package io.github.kitrail.content.registry.auth;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.TransientException;
import io.github.kitrail.content.registry.http.Http;
import io.github.kitrail.content.registry.http.HttpAnswer;
import io.github.kitrail.content.registry.http.HttpCall;
import io.github.kitrail.content.registry.http.Origin;
import io.github.kitrail.content.registry.http.RequestBody;
import io.github.kitrail.content.registry.http.RetryAfter;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Fetches tokens: with a password or anonymously by GET, with an identity token by OAuth2's POST.
 *
 * @see <a href="https://distribution.github.io/distribution/spec/auth/token/">token
 *     authentication</a>
 */
final class TokenClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_ANSWER = 256 * 1024;
  private static final long USUAL_LIFETIME_SECONDS = 60;
  private static final String CLIENT = "kitrail";
  // What a header can carry.
  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");

  private final Http http;
  private final InstantSource clock;
  private final boolean plainHttp;

  TokenClient(Http http, InstantSource clock, boolean plainHttp) {
    this.http = http;
    this.clock = clock;
    this.plainHttp = plainHttp;
  }

  Token fetch(Challenge challenge, Set<Scope> scopes, @Nullable Credential credential)
      throws IOException, KitrailException, AccessRefused {
    URI realm = realm(challenge);
    Instant start = clock.instant();
    HttpCall call = call(realm, challenge.parameter("service"), scopes, credential);
    try (HttpAnswer answer = http.send(call)) {
      check(answer, credential == null);
      JsonNode body = JSON.readTree(answer.readUpTo(MAX_ANSWER));
      String value = body.path("token").asText(body.path("access_token").asText(""));
      if (!TOKEN.matcher(value).matches()) {
        throw new AccessRefused(
            Origin.of(realm) + ", which gives out its tokens, sent none", false, null);
      }
      long seconds = body.path("expires_in").asLong(USUAL_LIFETIME_SECONDS);
      return Token.of(value, scopes, start, Duration.ofSeconds(Math.max(1, seconds)));
    } catch (JacksonException e) {
      // The parser's message quotes what it read, which may be a token.
      throw new TransientException(
          Origin.of(realm) + ", which gives out its tokens, sent no JSON", null);
    }
  }

  private URI realm(Challenge challenge) throws AccessRefused {
    String realm = challenge.parameter("realm");
    try {
      URI uri = URI.create(String.valueOf(realm));
      boolean encrypted = "https".equalsIgnoreCase(uri.getScheme());
      if (uri.getHost() != null && (encrypted || "http".equalsIgnoreCase(uri.getScheme()))) {
        if (!encrypted && !plainHttp) {
          throw new AccessRefused(
              "it wants the login sent to " + Origin.of(uri) + " unencrypted", false, null);
        }
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // Told below.
    }
    throw new AccessRefused("it does not say where its tokens come from", false, null);
  }

  private static HttpCall call(
      URI realm, @Nullable String service, Set<Scope> scopes, @Nullable Credential credential) {
    if (credential instanceof Credential.IdentityToken identity) {
      StringJoiner form = new StringJoiner("&").add("grant_type=refresh_token");
      form.add("service=" + encode(service == null ? "" : service));
      form.add("client_id=" + CLIENT);
      String all = scopes.stream().map(Scope::toString).collect(Collectors.joining(" "));
      form.add("scope=" + encode(all));
      form.add("refresh_token=" + encode(identity.token()));
      return HttpCall.of("POST", realm)
          .with("Content-Type", "application/x-www-form-urlencoded")
          .with(RequestBody.of(form.toString().getBytes(StandardCharsets.US_ASCII)));
    }
    StringJoiner query = new StringJoiner("&");
    if (service != null) {
      query.add("service=" + encode(service));
    }
    scopes.forEach(scope -> query.add("scope=" + encode(scope.toString())));
    query.add("client_id=" + CLIENT);
    String separator = realm.getRawQuery() == null ? "?" : "&";
    HttpCall call = HttpCall.of("GET", URI.create(realm + separator + query));
    return credential instanceof Credential.Password password
        ? call.with("Authorization", BasicAuthorization.header(password))
        : call;
  }

  private static void check(HttpAnswer answer, boolean anonymous)
      throws IOException, AccessRefused {
    int status = answer.status();
    Origin origin = Origin.of(answer.uri());
    if (status == 200) {
      return;
    }
    if (status == 429 || status >= 500) {
      throw new TransientException(
          origin + " answered " + status + " when asked for a token", RetryAfter.of(answer));
    }
    String why =
        anonymous
            ? "it gives no token to strangers"
            : "it does not accept the user name, password or token";
    boolean refused = status == 400 || status == 401 || status == 403;
    throw new AccessRefused(
        refused ? why : origin + " answered " + status + " when asked for a token",
        anonymous,
        null);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
