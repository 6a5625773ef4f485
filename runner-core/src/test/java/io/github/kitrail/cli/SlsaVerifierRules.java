package io.github.kitrail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What {@code slsa-verifier verify-vsa} asks of an envelope, told in our words, as that program is
 * not to be had here. It uses nothing of Kitrail.
 *
 * @see <a
 *     href="https://github.com/slsa-framework/slsa-verifier/blob/v2.7.1/verifiers/internal/vsa/verifier.go">its
 *     rules</a>
 */
final class SlsaVerifierRules {
  private static final Set<String> STATEMENTS =
      Set.of("https://in-toto.io/Statement/v0.1", "https://in-toto.io/Statement/v1");

  private final List<String> broken = new ArrayList<>();

  private SlsaVerifierRules() {}

  /** What its options are. */
  record Expected(
      String publicKey,
      List<String> digests,
      String verifierId,
      String resourceUri,
      List<String> levels) {}

  /** The rules that are broken, none when the program would be content. */
  static List<String> broken(byte[] envelope, Expected expected)
      throws IOException, GeneralSecurityException {
    SlsaVerifierRules rules = new SlsaVerifierRules();
    JsonNode json = new ObjectMapper().readTree(envelope);
    byte[] payload = Base64.getDecoder().decode(json.path("payload").asText());
    String type = json.path("payloadType").asText();
    rules.require(type.equals("application/vnd.in-toto+json"), "payload type");
    boolean signed = false;
    for (JsonNode signature : json.path("signatures")) {
      signed |= verifies(expected.publicKey(), type, payload, signature.path("sig").asText());
    }
    rules.require(signed, "signature");
    rules.check(new ObjectMapper().readTree(payload), expected);
    return rules.broken;
  }

  private static boolean verifies(String pem, String type, byte[] payload, String signature)
      throws GeneralSecurityException {
    byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    Signature verifier = Signature.getInstance("SHA256withECDSA");
    verifier.initVerify(KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der)));
    verifier.update(
        ("DSSEv1 " + type.length() + " " + type + " " + payload.length + " ").getBytes(UTF_8));
    verifier.update(payload);
    return verifier.verify(Base64.getDecoder().decode(signature));
  }

  private void check(JsonNode statement, Expected expected) {
    JsonNode predicate = statement.path("predicate");
    require(STATEMENTS.contains(statement.path("_type").asText()), "statement type");
    require(
        statement.path("predicateType").asText().equals("https://slsa.dev/verification_summary/v1"),
        "predicate type");
    List<String> digests = new ArrayList<>();
    for (JsonNode subject : statement.path("subject")) {
      subject
          .path("digest")
          .properties()
          .forEach(digest -> digests.add(digest.getKey() + ":" + digest.getValue().asText()));
    }
    require(!expected.digests().isEmpty() && digests.containsAll(expected.digests()), "digests");
    require(predicate.at("/verifier/id").asText().equals(expected.verifierId()), "verifier id");
    require(predicate.path("resourceUri").asText().equals(expected.resourceUri()), "resource URI");
    require(predicate.path("verificationResult").asText().equals("PASSED"), "result");
    // Go's decoder wants it in RFC 3339, or does not read the summary at all.
    require(OffsetDateTime.parse(predicate.path("timeVerified").asText()) != null, "time");
    checkLevels(predicate.path("verifiedLevels"), expected.levels());
  }

  private void checkLevels(JsonNode verified, List<String> wanted) {
    List<String> levels = new ArrayList<>();
    verified.forEach(level -> levels.add(level.asText()));
    Map<String, Integer> tracks = tracks(levels);
    tracks(wanted)
        .forEach(
            (track, level) -> require(tracks.getOrDefault(track, -1) >= level, "level " + track));
    for (String level : wanted) {
      require(level.startsWith("SLSA_") || levels.contains(level), "level " + level);
    }
  }

  private Map<String, Integer> tracks(List<String> levels) {
    Map<String, Integer> tracks = new HashMap<>();
    for (String level : levels) {
      if (level.startsWith("SLSA_")) {
        String[] parts = level.split("_", 4);
        if (parts.length == 4 && parts[2].equals("LEVEL") && parts[3].matches("[+-]?[0-9]+")) {
          tracks.merge(parts[1], Integer.parseInt(parts[3]), Math::max);
        } else {
          broken.add("level " + level + " is none");
        }
      }
    }
    return tracks;
  }

  private void require(boolean kept, String rule) {
    if (!kept) {
      broken.add(rule);
    }
  }
}
