package io.github.kitrail.policy;

import io.github.kitrail.KitrailException;
import io.github.kitrail.evidence.CertificateIdentity;
import io.github.kitrail.yaml.YamlMapping;
import io.github.kitrail.yaml.YamlValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads policies of both versions. */
final class PolicyReader {
  private PolicyReader() {}

  static Policy read(YamlMapping root) throws KitrailException {
    YamlValue version = root.require("version");
    return switch (version.text()) {
      case "1" -> first(root.allowOnly("policy", "version", "require"));
      case "2" -> second(root.allowOnly("policy", "version", "uri", "signers", "rules", "bases"));
      default -> throw version.error("`version` must be 1 or 2");
    };
  }

  /** A list of evidence that must be there. */
  private static Policy first(YamlMapping root) throws KitrailException {
    List<Rule> rules = new ArrayList<>();
    for (YamlValue value : root.require("require").list()) {
      rules.add(
          new Rule(
              value.text(),
              value.line(),
              new Rule.Requirement(value.text(), RuleReader.type(value), List.of(), null),
              null));
    }
    if (rules.isEmpty()) {
      throw root.error("`require` is empty: such a policy would let everything pass");
    }
    return new Policy(null, Map.of(), rules, List.of());
  }

  private static Policy second(YamlMapping root) throws KitrailException {
    String uri = uri(root);
    Map<String, SignerSource> signers = signers(root);
    RuleReader reader = new RuleReader(signers.keySet());
    List<Rule> rules = reader.read(root.require("rules").list());
    if (rules.isEmpty()) {
      throw root.error("`rules` is empty: such a policy would let everything pass");
    }
    return new Policy(uri, signers, rules, reader.read(root.list("bases")));
  }

  private static @Nullable String uri(YamlMapping root) throws KitrailException {
    Optional<YamlValue> uri = root.get("uri");
    return uri.isEmpty() ? null : absoluteUri(uri.get());
  }

  static String absoluteUri(YamlValue value) throws KitrailException {
    try {
      if (new URI(value.text()).isAbsolute()) {
        return value.text();
      }
    } catch (URISyntaxException e) {
      // said below
    }
    throw value.error("`" + value.path() + "` must be an absolute URI, such as https://…");
  }

  private static Map<String, SignerSource> signers(YamlMapping root) throws KitrailException {
    Map<String, SignerSource> signers = new LinkedHashMap<>();
    Optional<YamlValue> given = root.get("signers");
    if (given.isEmpty()) {
      return signers;
    }
    YamlMapping mapping = given.get().mapping();
    for (String name : mapping.names()) {
      signers.put(name, signer(mapping.require(name)));
    }
    if (signers.isEmpty()) {
      throw given.get().error("`signers` is empty; without the field, the key of --key counts");
    }
    return signers;
  }

  private static SignerSource signer(YamlValue value) throws KitrailException {
    YamlMapping signer = value.mapping().allowOnly("signer", "key", "issuer", "identity");
    String key = signer.text("key");
    if ((key == null) == (signer.get("issuer").isEmpty() && signer.get("identity").isEmpty())) {
      throw signer.error("`" + value.path() + "` needs either `key`, or `issuer` and `identity`");
    }
    if (key != null) {
      return new SignerSource(key, null);
    }
    String issuer = signer.require("issuer").text();
    YamlValue identity = signer.require("identity");
    try {
      return new SignerSource(null, CertificateIdentity.of(issuer, identity.text()));
    } catch (KitrailException e) {
      throw identity.error(withoutFullStop(e));
    }
  }

  static String withoutFullStop(KitrailException e) {
    return e.getMessage().replaceAll("\\.$", "");
  }
}
