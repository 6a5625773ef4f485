package io.github.kitrail.content.registry.auth;

/** What proves to a registry who we are. None of them shows its secret when printed. */
public sealed interface Credential {

  /** A user's name with a password or an access token. */
  record Password(String username, String password) implements Credential {
    @Override
    public String toString() {
      return "Password[username=" + username + "]";
    }
  }

  /**
   * A long-lived token that is exchanged for short-lived ones, the OAuth2 way.
   *
   * @see <a href="https://distribution.github.io/distribution/spec/auth/oauth/">the refresh_token
   *     grant</a>
   */
  record IdentityToken(String token) implements Credential {
    @Override
    public String toString() {
      return "IdentityToken[]";
    }
  }

  /** A token that is sent as it is. */
  record BearerToken(String token) implements Credential {
    @Override
    public String toString() {
      return "BearerToken[]";
    }
  }
}
