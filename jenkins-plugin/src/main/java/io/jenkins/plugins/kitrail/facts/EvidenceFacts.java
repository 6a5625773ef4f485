package io.jenkins.plugins.kitrail.facts;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** A signature or an attestation of a ModelKit, and what a step made of it. */
public final class EvidenceFacts implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The predicate type of a signature as cosign makes it. */
  private static final String SIGNATURE = "https://sigstore.dev/cosign/sign/v1";

  private final String type;
  private final String digest;
  @CheckForNull private final String where;
  private final String state;
  @CheckForNull private final String reason;

  private EvidenceFacts(Fields evidence, String type, String state) {
    this.type = SIGNATURE.equals(type) ? "signature" : type;
    this.state = state;
    digest = evidence.textOf("digest");
    where = evidence.text("embedded");
    reason = evidence.text("reason");
  }

  /** What a step attached, embedded, verified, or looked at for its verdict. */
  static List<EvidenceFacts> of(Fields record) {
    List<EvidenceFacts> all = new ArrayList<>();
    record
        .list("signatures")
        .forEach(it -> all.add(new EvidenceFacts(it, "signature", "attached")));
    for (Fields it : record.list("attestations")) {
      all.add(new EvidenceFacts(it, it.textOf("predicateType"), "attached"));
    }
    for (String list : new String[] {"verified", "embedded"}) {
      for (Fields it : record.list(list)) {
        all.add(new EvidenceFacts(it, it.textOf("predicateType"), "verified"));
      }
    }
    for (Fields rule : record.list("rules")) {
      for (Fields it : rule.list("evidence")) {
        String state = it.isTrue("verified") ? "verified" : "refused";
        all.add(new EvidenceFacts(it, it.textOf("predicateType"), state));
      }
    }
    return all;
  }

  /** Whether it is the same piece, of which another step told something. */
  boolean isSame(EvidenceFacts other) {
    return digest.equals(other.digest);
  }

  /** {@code signature}, or the predicate type of an attestation. */
  public String getType() {
    return type;
  }

  /** Of its manifest, or of the file in the ModelKit that it is. */
  public String getDigest() {
    return digest;
  }

  /** The file in the ModelKit that it is; null for what refers to the ModelKit. */
  @CheckForNull
  public String getWhere() {
    return where;
  }

  /** {@code attached}, {@code verified} or {@code refused}. */
  public String getState() {
    return state;
  }

  /** A sentence; null when none was told. */
  @CheckForNull
  public String getReason() {
    return reason;
  }
}
