package io.github.kitrail.evidence.keyless;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.registry.http.HttpCall;
import io.github.kitrail.evidence.json.StrictJson;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the identity token: the one that the user names, else the variable {@code
 * SIGSTORE_ID_TOKEN} (GitLab's {@code id_tokens}, Jenkins' bound credentials, whoever sets it),
 * else the one that GitHub gives to a job.
 *
 * @see <a
 *     href="https://docs.github.com/en/actions/reference/security/oidc#methods-for-requesting-the-oidc-token">GitHub's
 *     tokens</a>
 */
final class IdentityTokens {
  /** As cosign and GitLab's documentation call it. */
  static final String VARIABLE = "SIGSTORE_ID_TOKEN";

  private static final String GITHUB_URL = "ACTIONS_ID_TOKEN_REQUEST_URL";
  private static final String GITHUB_TOKEN = "ACTIONS_ID_TOKEN_REQUEST_TOKEN";
  private static final int MAX_BYTES = 64 * 1024;

  private final Map<String, String> env;
  private final InstantSource clock;

  IdentityTokens(Map<String, String> env, InstantSource clock) {
    this.env = env;
    this.clock = clock;
  }

  /**
   * @param named a file, or {@code env:NAME}; null to look for it
   * @param services asks GitHub
   * @throws KitrailException BAD_CREDENTIAL when there is none, or it cannot be used
   */
  IdentityToken find(@Nullable String named, ServiceClient services) throws KitrailException {
    requireSome(named);
    IdentityToken given = given(named);
    return given == null ? github(services) : given;
  }

  /**
   * Asks nobody. What is said here is said before anything was done.
   *
   * @throws KitrailException BAD_CREDENTIAL when there is nowhere to look, or what is there cannot
   *     be used
   */
  void requireSome(@Nullable String named) throws KitrailException {
    if (given(named) == null && !hasGitHub()) {
      throw new KitrailException(ErrorCode.BAD_CREDENTIAL, nothingFound());
    }
  }

  /** The token that is here already; null when there is none. */
  private @Nullable IdentityToken given(@Nullable String named) throws KitrailException {
    if (named != null) {
      return named.startsWith("env:") ? variable(named.substring("env:".length())) : file(named);
    }
    return isSet(VARIABLE) ? variable(VARIABLE) : null;
  }

  private boolean hasGitHub() {
    return isSet(GITHUB_URL) && isSet(GITHUB_TOKEN);
  }

  private IdentityToken variable(String name) throws KitrailException {
    if (!isSet(name)) {
      throw new KitrailException(
          ErrorCode.BAD_CREDENTIAL,
          "The identity token cannot be read: the environment variable " + name + " is not set.");
    }
    return IdentityToken.parse(env.getOrDefault(name, ""), "in " + name, clock.instant());
  }

  private IdentityToken file(String name) throws KitrailException {
    Path file = Path.of(name);
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new KitrailException(
            ErrorCode.BAD_CREDENTIAL,
            "The identity token in " + name + " cannot be used: no token is so large.");
      }
      return IdentityToken.parse(Files.readString(file), "in " + name, clock.instant());
    } catch (IOException e) {
      throw new KitrailException(
          ErrorCode.BAD_CREDENTIAL,
          "The identity token cannot be read: there is no file "
              + name
              + ", or it may not be read. A token in a variable is given as env:NAME.",
          e);
    }
  }

  private IdentityToken github(ServiceClient services) throws KitrailException {
    String url = env.getOrDefault(GITHUB_URL, "");
    HttpCall call =
        HttpCall.of(
                "GET",
                URI.create(
                    url + (url.contains("?") ? "&" : "?") + "audience=" + IdentityToken.AUDIENCE))
            .with("Authorization", "Bearer " + env.getOrDefault(GITHUB_TOKEN, ""))
            .with("Accept", "application/json");
    byte[] answer =
        services.send(
            "get this job's identity token from GitHub",
            " Give the job `permissions: id-token: write`.",
            call);
    ObjectNode json = StrictJson.parse(answer, "GitHub's answer with the identity token");
    return IdentityToken.parse(json.path("value").asText(""), "of this job", clock.instant());
  }

  private boolean isSet(String name) {
    return !env.getOrDefault(name, "").isBlank();
  }

  /** The CI system decides what is to be done. */
  private String nothingFound() {
    String start = "Neither a key (--key) nor an identity token for keyless signing was found. ";
    if (isSet("GITHUB_ACTIONS")) {
      return start
          + "GitHub (https://token.actions.githubusercontent.com) gives this job no token: give the"
          + " job `permissions: id-token: write`. Workflows of pull requests from forks get none.";
    }
    if (isSet("GITLAB_CI")) {
      return start
          + "Ask GitLab for one: give the job `id_tokens: {"
          + VARIABLE
          + ": {aud: sigstore}}`.";
    }
    if (isSet("JENKINS_URL")) {
      return start
          + "Sigstore's public Fulcio takes no tokens of Jenkins: give --key, or, with a Fulcio of"
          + " your own, bind an id token credential to "
          + VARIABLE
          + " and give --signing-config and --trusted-root.";
    }
    return start
        + "Give --key FILE, or --identity-token with a token of an issuer that your Fulcio knows (or"
        + " set "
        + VARIABLE
        + ").";
  }
}
