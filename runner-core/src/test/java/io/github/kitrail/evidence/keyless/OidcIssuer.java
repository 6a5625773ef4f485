package io.github.kitrail.evidence.keyless;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An OpenID Connect issuer: discovery, its keys, and tokens (JWT, RS256) that say whatever a test
 * wants.
 */
final class OidcIssuer implements AutoCloseable {
  static final String AUDIENCE = "sigstore";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String KEY_ID = "test-key";

  private final KeyPair keys = newKeys();
  private final SmallHttpServer server = new SmallHttpServer();

  OidcIssuer() {
    server
        .at("/.well-known/openid-configuration", exchange -> discovery())
        .at("/keys", exchange -> keySet());
  }

  /** Adds to what the issuer answers. */
  OidcIssuer at(String path, SmallHttpServer.Endpoint endpoint) {
    server.at(path, endpoint);
    return this;
  }

  String url() {
    return server.url();
  }

  /**
   * A token for {@link #AUDIENCE}, valid from a minute ago for ten minutes.
   *
   * @param claims are added to, or put in the place of, what every token says; null takes one away
   */
  String token(Map<String, ?> claims) {
    Instant now = Instant.now();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("iss", url());
    body.put("aud", AUDIENCE);
    body.put("iat", now.minus(Duration.ofMinutes(1)).getEpochSecond());
    body.put("nbf", now.minus(Duration.ofMinutes(1)).getEpochSecond());
    body.put("exp", now.plus(Duration.ofMinutes(10)).getEpochSecond());
    body.putAll(claims);
    body.values().removeIf(value -> value == null);
    String signed =
        base64(json(Map.of("alg", "RS256", "typ", "JWT", "kid", KEY_ID)))
            + "."
            + base64(json(body));
    return signed + "." + base64(sign(signed));
  }

  private String discovery() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("issuer", url());
    document.put("authorization_endpoint", url() + "/auth");
    document.put("token_endpoint", url() + "/token");
    document.put("jwks_uri", url() + "/keys");
    document.put("response_types_supported", List.of("code"));
    document.put("subject_types_supported", List.of("public"));
    document.put("id_token_signing_alg_values_supported", List.of("RS256"));
    return new String(json(document), StandardCharsets.UTF_8);
  }

  private String keySet() {
    RSAPublicKey key = (RSAPublicKey) keys.getPublic();
    Map<String, String> one = new LinkedHashMap<>();
    one.put("kty", "RSA");
    one.put("use", "sig");
    one.put("alg", "RS256");
    one.put("kid", KEY_ID);
    one.put("n", base64(unsigned(key.getModulus())));
    one.put("e", base64(unsigned(key.getPublicExponent())));
    return new String(json(Map.of("keys", List.of(one))), StandardCharsets.UTF_8);
  }

  private byte[] sign(String text) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(keys.getPrivate());
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] json(Map<String, ?> value) {
    try {
      return JSON.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }

  private static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
