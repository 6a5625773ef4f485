package io.github.kitrail.evidence.keyless;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.modelkit.Digest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A key of a TUF repository, as its root names it, that signs metadata. */
record TufRole(KeyPair pair) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  /** As sigstore's repository has them. */
  static TufRole ecdsa() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return new TufRole(generator.generateKeyPair());
  }

  static TufRole ed25519() throws GeneralSecurityException {
    return new TufRole(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
  }

  private boolean isEcdsa() {
    return pair.getPublic().getAlgorithm().equals("EC");
  }

  ObjectNode key() {
    ObjectNode key = JSON.createObjectNode();
    key.put("keytype", isEcdsa() ? "ecdsa" : "ed25519");
    key.put("scheme", isEcdsa() ? "ecdsa-sha2-nistp256" : "ed25519");
    key.putObject("keyval").put("public", isEcdsa() ? pem() : raw());
    return key;
  }

  private String pem() {
    String body =
        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(pair.getPublic().getEncoded());
    return "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n";
  }

  /** The last 32 bytes of the encoded key are the key. */
  private String raw() {
    byte[] encoded = pair.getPublic().getEncoded();
    return HexFormat.of()
        .formatHex(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
  }

  String id() {
    return Digest.of(canonical(key())).hex();
  }

  /** The envelope around metadata, signed by these. */
  static byte[] sign(ObjectNode signed, List<TufRole> signers) throws Exception {
    ObjectNode envelope = JSON.createObjectNode();
    ArrayNode signatures = envelope.putArray("signatures");
    for (TufRole signer : signers) {
      Signature signature = Signature.getInstance(signer.isEcdsa() ? "SHA256withECDSA" : "Ed25519");
      signature.initSign(signer.pair.getPrivate());
      signature.update(canonical(signed));
      signatures
          .addObject()
          .put("keyid", signer.id())
          .put("sig", HexFormat.of().formatHex(signature.sign()));
    }
    envelope.set("signed", signed);
    return JSON.writeValueAsBytes(envelope);
  }

  /** OLPC's canonical JSON: sorted, without white space, line breaks in texts as they are. */
  private static byte[] canonical(ObjectNode node) {
    try {
      Map<?, ?> sorted = JSON.convertValue(node, TreeMap.class);
      return JSON.writeValueAsString(sorted).replace("\\n", "\n").getBytes(StandardCharsets.UTF_8);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
