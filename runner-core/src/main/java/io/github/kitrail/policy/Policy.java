package io.github.kitrail.policy;

import io.github.kitrail.KitrailException;
import io.github.kitrail.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What must be true before a ModelKit may go on. {@code docs/policy.md} has the grammar.
 *
 * @param uri what verification summaries call it; null when it has no name but its digest
 * @param signers who may sign, by name; empty when that is the key that the command is given
 * @param rules at least one
 * @param bases what must be true of each base ModelKit; empty when they are not judged
 */
public record Policy(
    @Nullable String uri, Map<String, SignerSource> signers, List<Rule> rules, List<Rule> bases) {
  /** The word for the signature of the ModelKit itself. */
  public static final String SIGNATURE = "signature";

  public Policy {
    signers = Collections.unmodifiableMap(new LinkedHashMap<>(signers));
    rules = List.copyOf(rules);
    bases = List.copyOf(bases);
  }

  /**
   * Reads a policy strictly; one that requires nothing is an error, as it would let everything
   * pass.
   *
   * @param name what the user calls the file, for messages
   * @throws KitrailException BAD_INPUT with line and column, for expressions too
   */
  public static Policy parse(String text, String name) throws KitrailException {
    return PolicyReader.read(YamlDocument.parse(text, name));
  }

  /** Whether an expression asks for this variable. */
  public boolean uses(String variable) {
    List<Rule> all = new ArrayList<>(rules);
    all.addAll(bases);
    return all.stream()
        .map(Rule::demand)
        .anyMatch(demand -> demand != null && demand.condition().uses(variable));
  }
}
