package io.jenkins.plugins.kitrail.command;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an administrator set for all steps; a step's own argument, and the pipeline's environment,
 * come before it.
 *
 * @param registry goes before names without a registry
 * @param credentialsId the registry's login
 * @param trustedRoot sigstore's trusted_root.json: its content, or a path on agents
 * @param signingConfig sigstore's signing_config.json, likewise
 * @param jdk the name of a JDK in Jenkins' tools
 */
public record StepDefaults(
    @CheckForNull String registry,
    @CheckForNull String credentialsId,
    @CheckForNull String trustedRoot,
    @CheckForNull String signingConfig,
    @CheckForNull String jdk) {
  public static final StepDefaults NONE = new StepDefaults(null, null, null, null, null);

  /** The variables by which the tool finds sigstore's files; a value is a path or a content. */
  public Map<String, String> sigstore() {
    Map<String, String> variables = new LinkedHashMap<>();
    if (trustedRoot != null) {
      variables.put("KITRAIL_TRUSTED_ROOT", trustedRoot);
    }
    if (signingConfig != null) {
      variables.put("KITRAIL_SIGNING_CONFIG", signingConfig);
    }
    return variables;
  }

  /** Whether such a value is JSON itself. */
  public static boolean isContent(String value) {
    return value.startsWith("{");
  }

  /**
   * What is wrong with such a value.
   *
   * @param file its usual name
   * @return a sentence; null when it may be right
   */
  @CheckForNull
  public static String problem(String file, String value) {
    if (isContent(value)) {
      Map<String, Object> json = ResultRecord.parse(value);
      return json != null && json.get("mediaType") instanceof String
          ? null
          : "This is no " + file + " of sigstore: that is a JSON object with a mediaType.";
    }
    return value.lines().count() > 1
        ? "Give the content of a " + file + ", which begins with {, or its path on the agents."
        : null;
  }
}
