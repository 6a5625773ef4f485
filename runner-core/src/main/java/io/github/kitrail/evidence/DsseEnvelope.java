package io.github.kitrail.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.evidence.json.Printable;
import io.github.kitrail.evidence.json.StrictJson;
import io.github.kitrail.modelkit.Digest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A payload with its type and the signatures over both.
 *
 * @see <a href="https://github.com/secure-systems-lab/dsse/blob/v1.0.2/envelope.md">DSSE</a>
 */
public record DsseEnvelope(String payloadType, byte[] payload, List<byte[]> signatures)
    implements SignedContent {
  /** The payload type of in-toto statements. */
  public static final String IN_TOTO = "application/vnd.in-toto+json";

  private static final String WHAT = "The DSSE envelope";

  /** More are refused, as each costs a verification. */
  private static final int MAX_SIGNATURES = 16;

  public DsseEnvelope {
    signatures = List.copyOf(signatures);
  }

  /** Reads the JSON form. */
  public static DsseEnvelope parse(byte[] json) throws KitrailException {
    return of(StrictJson.parse(json, WHAT));
  }

  static DsseEnvelope of(JsonNode envelope) throws KitrailException {
    JsonNode array = envelope.path("signatures");
    if (!array.isArray() || array.isEmpty()) {
      throw StrictJson.invalid(WHAT, "it has no signature");
    }
    if (array.size() > MAX_SIGNATURES) {
      throw StrictJson.invalid(WHAT, "it has more than " + MAX_SIGNATURES + " signatures");
    }
    List<byte[]> signatures = new ArrayList<>();
    for (JsonNode signature : array) {
      signatures.add(base64(signature, "sig"));
    }
    return new DsseEnvelope(
        StrictJson.text(envelope, "payloadType", WHAT), base64(envelope, "payload"), signatures);
  }

  ObjectNode toJson() {
    Base64.Encoder base64 = Base64.getEncoder();
    ObjectNode json = StrictJson.object();
    json.put("payload", base64.encodeToString(payload));
    json.put("payloadType", payloadType);
    ArrayNode list = json.putArray("signatures");
    signatures.forEach(sig -> list.addObject().put("sig", base64.encodeToString(sig)));
    return json;
  }

  /** The JSON form, for tools that take a plain envelope. */
  public byte[] toBytes() {
    return StrictJson.bytes(toJson());
  }

  /** The bytes that its signatures sign. */
  public byte[] signedBytes() {
    return preAuthenticationEncoding(payloadType, payload);
  }

  /**
   * The bytes to sign for a payload of this type.
   *
   * @see <a href="https://github.com/secure-systems-lab/dsse/blob/v1.0.2/protocol.md">PAE</a>
   */
  static byte[] preAuthenticationEncoding(String payloadType, byte[] payload) {
    byte[] type = payloadType.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream(payload.length + type.length + 32);
    out.writeBytes(("DSSEv1 " + type.length + " ").getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(type);
    out.writeBytes((" " + payload.length + " ").getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(payload);
    return out.toByteArray();
  }

  @Override
  public Optional<String> claimedPredicateType() {
    try {
      return Optional.of(Printable.of(Statement.parse(payload).predicateType()));
    } catch (KitrailException e) {
      return Optional.empty();
    }
  }

  @Override
  public Set<Digest> claimedSubjects() {
    try {
      return Statement.parse(payload).digests();
    } catch (KitrailException e) {
      return Set.of();
    }
  }

  @Override
  public Optional<String> keyHint() {
    return Optional.empty();
  }

  /** Either alphabet is allowed, with or without padding. */
  private static byte[] base64(JsonNode object, String name) throws KitrailException {
    String text = StrictJson.text(object, name, WHAT);
    try {
      return Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
    } catch (IllegalArgumentException e) {
      throw StrictJson.invalid(WHAT, "its `" + name + "` is no base64");
    }
  }
}
