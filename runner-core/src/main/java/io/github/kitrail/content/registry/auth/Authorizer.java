package io.github.kitrail.content.registry.auth;

import io.github.kitrail.KitrailException;
import io.github.kitrail.content.registry.http.Http;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Knows what to send in {@code Authorization} to one registry: learns how it wants to be asked from
 * its first refusal, keeps tokens by what they are good for, and renews them. Safe for many
 * threads.
 */
public final class Authorizer {
  private final String registry;
  private final Credentials credentials;
  private final InstantSource clock;
  private final TokenClient client;
  private final List<Token> tokens = new ArrayList<>();
  private @Nullable Challenge challenge;
  private @Nullable Credential credential;
  private @Nullable KitrailException credentialProblem;
  private boolean lookedUp;

  /**
   * @param registry as {@link Credentials#find} wants it
   * @param plainHttp whether a password may be sent unencrypted
   */
  public Authorizer(
      String registry, Http http, Credentials credentials, InstantSource clock, boolean plainHttp) {
    this.registry = registry;
    this.credentials = credentials;
    this.clock = clock;
    this.client = new TokenClient(http, clock, plainHttp);
  }

  /**
   * What to send with a request that needs these scopes.
   *
   * @return null when the registry has not asked for anything yet, or for nothing we have
   */
  public synchronized @Nullable String authorization(Set<Scope> scopes)
      throws IOException, KitrailException, AccessRefused {
    if (challenge == null) {
      return null;
    }
    if (challenge.scheme().equals(Challenge.BASIC)) {
      return credential instanceof Credential.Password password
          ? BasicAuthorization.header(password)
          : null;
    }
    return bearer(challenge, scopes);
  }

  /**
   * What to send after the registry refused, which it may have done because a token has expired.
   *
   * @param wwwAuthenticate the header fields of that name
   * @param refused what was sent; null when nothing was
   * @throws AccessRefused when there is nothing else that could be sent
   */
  public synchronized String renew(
      List<String> wwwAuthenticate, Set<Scope> scopes, @Nullable String refused)
      throws IOException, KitrailException, AccessRefused {
    lookUp();
    Challenge asked = choose(ChallengeParser.parse(wwwAuthenticate));
    challenge = asked;
    if (asked.scheme().equals(Challenge.BASIC)) {
      return basic(refused);
    }
    tokens.removeIf(token -> ("Bearer " + token.value()).equals(refused));
    String scope = asked.parameter("scope");
    return bearer(asked, scope == null ? scopes : Scope.union(scopes, Scope.parse(scope)));
  }

  /**
   * What to say when the registry refuses even what {@link #renew} gave.
   *
   * @param words the registry's own, as a clause
   */
  public synchronized AccessRefused refusal(String words) {
    return new AccessRefused(words, credential == null, credentialProblem);
  }

  private static Challenge choose(List<Challenge> challenges) throws AccessRefused {
    for (String scheme : List.of(Challenge.BEARER, Challenge.BASIC)) {
      for (Challenge one : challenges) {
        if (one.scheme().equals(scheme)) {
          return one;
        }
      }
    }
    List<String> schemes = challenges.stream().map(Challenge::scheme).toList();
    String asked = schemes.isEmpty() ? "no kind of login" : "a login by " + schemes;
    throw new AccessRefused("it asks for " + asked + ", and we know basic and bearer", false, null);
  }

  private String basic(@Nullable String refused) throws AccessRefused {
    if (!(credential instanceof Credential.Password password)) {
      String why = credential == null ? "not logged in" : "it wants a user name and password";
      throw new AccessRefused(why, credential == null, credentialProblem);
    }
    String header = BasicAuthorization.header(password);
    if (header.equals(refused)) {
      throw new AccessRefused("it does not accept the user name or password", false, null);
    }
    return header;
  }

  private String bearer(Challenge asked, Set<Scope> scopes)
      throws IOException, KitrailException, AccessRefused {
    if (credential instanceof Credential.BearerToken ready) {
      return "Bearer " + ready.token();
    }
    for (Token token : tokens) {
      if (token.isGoodFor(scopes, clock.instant())) {
        return "Bearer " + token.value();
      }
    }
    tokens.removeIf(token -> !clock.instant().isBefore(token.expires()));
    try {
      Token token = client.fetch(asked, scopes, credential);
      tokens.add(token);
      return "Bearer " + token.value();
    } catch (AccessRefused e) {
      throw new AccessRefused(String.valueOf(e.getMessage()), e.isAnonymous(), credentialProblem);
    }
  }

  /** Once: helpers are programs, and slow. A broken one need not matter, strangers may pull. */
  private void lookUp() {
    if (!lookedUp) {
      lookedUp = true;
      try {
        credential = credentials.find(registry);
      } catch (KitrailException e) {
        credentialProblem = e;
      }
    }
  }
}
