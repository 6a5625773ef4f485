package io.github.kitrail.content.registry.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** A bearer token, for as long as it lives. */
record Token(String value, Set<Scope> scopes, Instant expires) {
  // Renewed a little early: a request takes time to arrive.
  private static final Duration MARGIN = Duration.ofSeconds(10);

  // A server may say any number, also one that no clock can count to.
  private static final Duration LONGEST = Duration.ofDays(365);

  Token {
    scopes = Set.copyOf(scopes);
  }

  /**
   * @param fetched when it was asked for
   * @param lifetime as the server says
   */
  static Token of(String value, Set<Scope> scopes, Instant fetched, Duration lifetime) {
    Duration longest = lifetime.compareTo(LONGEST) < 0 ? lifetime : LONGEST;
    return bounded(value, scopes, fetched, longest.isNegative() ? Duration.ZERO : longest);
  }

  private static Token bounded(
      String value, Set<Scope> scopes, Instant fetched, Duration lifetime) {
    Duration tenth = lifetime.dividedBy(10);
    Duration margin = tenth.compareTo(MARGIN) < 0 ? tenth : MARGIN;
    return new Token(value, scopes, fetched.plus(lifetime).minus(margin));
  }

  boolean isGoodFor(Set<Scope> wanted, Instant now) {
    return now.isBefore(expires) && wanted.stream().allMatch(scope -> scope.isCoveredBy(scopes));
  }

  @Override
  public String toString() {
    return "Token[scopes=" + scopes + ", expires=" + expires + "]";
  }
}
