package io.github.kitrail.pipeline;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.yaml.YamlDocument;
import io.github.kitrail.yaml.YamlMapping;
import io.github.kitrail.yaml.YamlValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A kitrail.yaml as it is written: what a run of a folder does. Its JSON Schema is {@code
 * schemas/kitrail.schema.json}.
 *
 * @param reference where the ModelKit goes, with {@code ${…}} still in it; null for the folder's
 *     own name
 * @param test null when nothing is tested
 * @param signing who signs; null for the development key where that is allowed
 * @param attest which attestations a run makes of itself, by short name
 * @param embed which attestations it puts into the ModelKit itself, by short name; a signature is
 *     always with them
 * @param gate null when nothing is decided
 */
public record PipelineFile(
    @Nullable String reference,
    @Nullable TestStage test,
    @Nullable Signing signing,
    List<String> attest,
    List<String> embed,
    @Nullable GateStage gate,
    List<RenderTarget> render) {
  /** The file's name in a folder. */
  public static final String NAME = "kitrail.yaml";

  /** The attestations that a run can make of itself. */
  static final List<String> ATTESTATIONS = List.of("slsa-provenance", "test-result", "ml-bom");

  /**
   * Who signs.
   *
   * @param key a file or {@code env:NAME}; null for keyless
   * @param identityToken keyless: a file or {@code env:NAME}; null to look for it
   * @param trustedRoot keyless: a file, relative to the folder; null for the environment's or the
   *     public one
   * @param signingConfig the same
   */
  public record Signing(
      @Nullable String key,
      @Nullable String identityToken,
      @Nullable String trustedRoot,
      @Nullable String signingConfig) {
    private static final String KEYLESS = "keyless";

    private static @Nullable Signing read(YamlMapping root) throws KitrailException {
      Optional<YamlValue> sign = root.get("sign");
      if (sign.isEmpty()) {
        return null;
      }
      if (sign.get().isScalar()) {
        if (!sign.get().text().equals(KEYLESS)) {
          throw sign.get().error("`sign` is `keyless`, or a mapping with `key` or `keyless`");
        }
        return new Signing(null, null, null, null);
      }
      YamlMapping mapping = sign.get().mapping();
      if (mapping.get(KEYLESS).isEmpty()) {
        return new Signing(
            mapping.allowOnly("sign", "key", KEYLESS).require("key").text(), null, null, null);
      }
      YamlMapping keyless =
          mapping
              .allowOnly("sign", KEYLESS)
              .require(KEYLESS)
              .mapping()
              .allowOnly(KEYLESS, "identityToken", "trustedRoot", "signingConfig");
      return new Signing(
          null,
          keyless.text("identityToken"),
          keyless.text("trustedRoot"),
          keyless.text("signingConfig"));
    }
  }

  /** The word {@code signature} is for a ModelKit that carries nothing else. */
  static final List<String> EMBEDDABLE = List.of("signature", "slsa-provenance", "test-result");

  /**
   * What decides whether the tag may move.
   *
   * @param policy the policy's file, relative to the folder
   * @param attest whether the verdict is attached as a verification summary
   * @param verifierId the URI of who verifies, for the summary; null for Kitrail's own
   * @param levels what the policy verifies, such as {@code SLSA_BUILD_LEVEL_2}, for the summary
   */
  public record GateStage(
      String policy, boolean attest, @Nullable String verifierId, List<String> levels) {
    public GateStage {
      levels = List.copyOf(levels);
    }
  }

  /** One folder to lay out; parameters are the target's own. */
  public record RenderTarget(
      String target, String to, @Nullable String pullFrom, Map<String, String> parameters) {}

  /**
   * What a run does without a file: test when there is a smoke.yaml, sign, attest, no gate, nothing
   * rendered.
   */
  static PipelineFile defaults(boolean smokeTestsExist) {
    return new PipelineFile(
        null,
        smokeTestsExist ? TestStage.of("smoke.yaml") : null,
        null,
        smokeTestsExist ? List.of("slsa-provenance", "test-result") : List.of("slsa-provenance"),
        List.of(),
        null,
        List.of());
  }

  /**
   * The file of this folder, or the defaults when there is none.
   *
   * @throws KitrailException BAD_INPUT with line and column
   */
  public static PipelineFile in(Path directory) throws KitrailException {
    Path file = directory.resolve(NAME);
    if (!Files.exists(file)) {
      return defaults(Files.exists(directory.resolve("smoke.yaml")));
    }
    try {
      return parse(Files.readString(file), NAME);
    } catch (KitrailException e) {
      throw e.in(file.toString());
    } catch (IOException e) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT, "Could not read " + file + ": " + e.getMessage() + ".", e);
    }
  }

  static PipelineFile parse(String text, String name) throws KitrailException {
    YamlMapping root =
        YamlDocument.parse(text, name)
            .allowOnly(
                "kitrail.yaml",
                "version",
                "reference",
                "test",
                "sign",
                "attest",
                "embed",
                "gate",
                "render");
    YamlValue version = root.require("version");
    if (!version.text().equals("1")) {
      throw version.error("`version` must be 1, the only version of this file that there is");
    }
    return new PipelineFile(
        root.text("reference"),
        TestStage.read(root),
        Signing.read(root),
        names(root, "attest", ATTESTATIONS),
        names(root, "embed", EMBEDDABLE),
        gate(root),
        renderTargets(root));
  }

  /** A policy's file, or a group of fields when there is more to say. */
  private static @Nullable GateStage gate(YamlMapping root) throws KitrailException {
    Optional<YamlValue> gate = root.get("gate");
    if (gate.isEmpty()) {
      return null;
    }
    if (!gate.get().isMapping()) {
      return new GateStage(gate.get().text(), false, null, List.of());
    }
    YamlMapping fields =
        gate.get().mapping().allowOnly("gate", "policy", "attest", "verifierId", "levels");
    Optional<YamlValue> attest = fields.get("attest");
    List<String> levels = new ArrayList<>();
    for (YamlValue level : fields.list("levels")) {
      levels.add(level.text());
    }
    return new GateStage(
        fields.require("policy").text(),
        attest.isPresent() && attest.get().bool(),
        fields.text("verifierId"),
        levels);
  }

  private static List<String> names(YamlMapping root, String field, List<String> known)
      throws KitrailException {
    List<String> names = new ArrayList<>();
    for (YamlValue value : root.list(field)) {
      if (!known.contains(value.text())) {
        throw value.error(
            "`"
                + value.text()
                + "` is not an attestation that a run can make; known are "
                + String.join(", ", known));
      }
      names.add(value.text());
    }
    return List.copyOf(names);
  }

  private static List<RenderTarget> renderTargets(YamlMapping root) throws KitrailException {
    List<RenderTarget> targets = new ArrayList<>();
    for (YamlValue value : root.list("render")) {
      YamlMapping target =
          value.mapping().allowOnly("render", "target", "to", "pullFrom", "parameters");
      Map<String, String> parameters = new LinkedHashMap<>();
      Optional<YamlValue> given = target.get("parameters");
      if (given.isPresent()) {
        YamlMapping mapping = given.get().mapping();
        for (String name : mapping.names()) {
          parameters.put(name, mapping.require(name).text());
        }
      }
      targets.add(
          new RenderTarget(
              target.require("target").text(),
              target.require("to").text(),
              target.text("pullFrom"),
              Map.copyOf(parameters)));
    }
    return List.copyOf(targets);
  }
}
