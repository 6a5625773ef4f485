package io.github.kitrail.policy;

import io.github.kitrail.content.ModelKit;
import io.github.kitrail.evidence.CertifiedSigner;
import io.github.kitrail.evidence.Statement;
import io.github.kitrail.evidence.Verification;
import io.github.kitrail.evidence.predicate.PredicateType;
import io.github.kitrail.evidence.predicate.ResourceDescriptor;
import io.github.kitrail.policy.expression.JsonValues;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A verified piece of evidence as expressions see it. */
final class EvidenceFacts {
  private EvidenceFacts() {}

  static Map<String, Object> of(Verification item, Signers signers, ModelKit about) {
    Statement statement = item.statement();
    if (statement == null) {
      throw new IllegalArgumentException("not verified");
    }
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("type", shortName(statement.predicateType()));
    facts.put("predicateType", statement.predicateType());
    facts.put("predicate", JsonValues.of(statement.predicate().body()));
    facts.put("signer", signer(item, signers));
    facts.put("subject", subject(statement, about.descriptor().digest().hex()));
    facts.put("digest", item.evidence().manifest().digest().toString());
    return facts;
  }

  /** What is no URI must not pass for a short name by being spelled like one. */
  private static String shortName(String predicateType) {
    return predicateType.contains(":") ? PredicateType.display(predicateType) : "";
  }

  private static Map<String, Object> signer(Verification item, Signers signers) {
    Map<String, Object> facts = new LinkedHashMap<>();
    CertifiedSigner certified = item.signer();
    facts.put("kind", certified == null ? "key" : "keyless");
    facts.put("names", signers.names(item));
    if (item.key() != null) {
      facts.put("keyHint", item.key().hint());
    }
    if (certified != null) {
      facts.put("issuer", certified.issuer());
      facts.put("identity", certified.identity());
      facts.put("claims", certified.claims());
      facts.put("signedAt", certified.signedAt());
    }
    return facts;
  }

  /** Of several subjects, the one that is this ModelKit. */
  private static Map<String, Object> subject(Statement statement, String sha256) {
    Map<String, Object> facts = new LinkedHashMap<>();
    statement.subjects().stream()
        .filter(it -> sha256.equals(it.digest().get("sha256")))
        .findFirst()
        .ifPresent(subject -> put(facts, subject));
    return facts;
  }

  private static void put(Map<String, Object> facts, ResourceDescriptor subject) {
    put(facts, "name", subject.name());
    put(facts, "uri", subject.uri());
    facts.put("digest", subject.digest());
  }

  private static void put(Map<String, Object> facts, String field, @Nullable String value) {
    if (value != null) {
      facts.put(field, value);
    }
  }
}
