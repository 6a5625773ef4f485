package io.github.kitrail.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.evidence.json.StrictJson;
import io.github.kitrail.evidence.predicate.Predicate;
import io.github.kitrail.evidence.predicate.ResourceDescriptor;
import io.github.kitrail.modelkit.Digest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * An in-toto statement: these subjects, and what is said about them. Written as v1; cosign still
 * writes v0.1, which has the same fields, so both are read.
 *
 * @see <a href="https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md">in-toto
 *     statement</a>
 */
public record Statement(List<ResourceDescriptor> subjects, Predicate predicate) {
  static final String V1 = "https://in-toto.io/Statement/v1";
  private static final Set<String> READABLE = Set.of(V1, "https://in-toto.io/Statement/v0.1");
  private static final String WHAT = "The statement";

  /** As sigstore-go has it. */
  public static final int MAX_SUBJECTS = 1024;

  public Statement {
    subjects = List.copyOf(subjects);
  }

  /**
   * A statement about one manifest.
   *
   * @param name what people call the subject, such as {@code ghcr.io/acme/faq}
   */
  public static Statement about(Digest subject, String name, Predicate predicate) {
    Map<String, String> digest = Map.of("sha256", subject.hex());
    return new Statement(List.of(new ResourceDescriptor(null, name, digest)), predicate);
  }

  /**
   * The statement that a signature is. Its subject is called by its digest, which stays true in any
   * place; without a name, sigstore-python does not read it.
   */
  public static Statement signatureOf(Digest subject) {
    return about(subject, subject.toString(), Predicate.signature());
  }

  public static Statement parse(byte[] json) throws KitrailException {
    ObjectNode node = StrictJson.parse(json, WHAT);
    String type = StrictJson.text(node, "_type", WHAT);
    if (!READABLE.contains(type)) {
      throw StrictJson.invalid(WHAT, "its type is \"" + type + "\"");
    }
    List<ResourceDescriptor> subjects = subjects(node.path("subject"));
    String predicateType = StrictJson.text(node, "predicateType", WHAT);
    return new Statement(subjects, new Predicate(predicateType, node.path("predicate")));
  }

  private static List<ResourceDescriptor> subjects(JsonNode array) throws KitrailException {
    if (!array.isArray() || array.isEmpty()) {
      throw StrictJson.invalid(WHAT, "it has no subject");
    }
    if (array.size() > MAX_SUBJECTS) {
      throw StrictJson.invalid(WHAT, "it has more than " + MAX_SUBJECTS + " subjects");
    }
    List<ResourceDescriptor> subjects = new ArrayList<>();
    for (JsonNode subject : array) {
      Map<String, String> digests = new TreeMap<>();
      subject
          .path("digest")
          .properties()
          .forEach(entry -> digests.put(entry.getKey(), entry.getValue().asText()));
      subjects.add(
          new ResourceDescriptor(
              subject.path("uri").textValue(), subject.path("name").textValue(), digests));
    }
    return subjects;
  }

  /** UTF-8 JSON; the payload of an envelope. */
  public byte[] toBytes() {
    ObjectNode json = StrictJson.object();
    json.put("_type", V1);
    json.set("subject", StrictJson.tree(subjects));
    json.put("predicateType", predicate.type());
    json.set("predicate", predicate.body());
    return StrictJson.bytes(json);
  }

  public String predicateType() {
    return predicate.type();
  }

  /** For people: the first one, and how many more there are. */
  String subjectsInWords() {
    ResourceDescriptor first = subjects.get(0);
    String sha256 = first.digest().get("sha256");
    String name = sha256 == null ? "something without a SHA-256" : "sha256:" + sha256;
    int more = subjects.size() - 1;
    return more == 0 ? name : name + " and " + more + " more";
  }

  /** The SHA-256 digests of its subjects, in their order. */
  public Set<Digest> digests() {
    Set<Digest> digests = new LinkedHashSet<>();
    for (ResourceDescriptor subject : subjects) {
      String hex = subject.digest().getOrDefault("sha256", "");
      if (Digest.isDigest("sha256:" + hex)) {
        digests.add(new Digest(hex));
      }
    }
    return digests;
  }

  /** Whether this is one of its subjects. */
  public boolean isAbout(Digest subject) {
    return subjects.stream().anyMatch(s -> subject.hex().equals(s.digest().get("sha256")));
  }
}
