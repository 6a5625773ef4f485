package io.github.kitrail;

/** A key that signed nothing. */
public final class TestKeys {
  /** P-256, made for tests with {@code openssl ecparam -genkey -name prime256v1}. */
  public static final String PUBLIC =
      """
      -----BEGIN PUBLIC KEY-----
      MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEFHpaKSzril7nAdoslSFfxhtUQ7ay
      hoJ54Bx0Da9Bh8f/FA6Q8w89D5Z44ztheWWHjj5+hSimxKQFwp1GicMEcQ==
      -----END PUBLIC KEY-----
      """;

  private TestKeys() {}
}
