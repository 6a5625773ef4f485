package io.github.kitrail.evidence.keyless;

import com.sun.net.httpserver.HttpExchange;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * GitHub's side of a workflow's identity: the token endpoint that a job with {@code id-token:
 * write} finds in its environment, and the claims of its tokens.
 *
 * @see <a href="https://docs.github.com/en/actions/reference/security/oidc">the claims</a>
 */
public final class GithubIdentity {
  public static final String REPOSITORY = "acme/faq-bot";
  public static final String SHA = "0123456789abcdef0123456789abcdef01234567";
  public static final String REF = "refs/heads/main";
  public static final String WORKFLOW = REPOSITORY + "/.github/workflows/release.yml@" + REF;
  public static final String RUN_ID = "4242";

  /** The name that Fulcio writes into the certificate. */
  public static final String SUBJECT_ALTERNATIVE_NAME = "https://github.com/" + WORKFLOW;

  private static final String REQUEST_TOKEN = "request-token-of-the-job";

  private final OidcIssuer issuer;
  private volatile Map<String, ?> job = Map.of();

  GithubIdentity(OidcIssuer issuer) {
    this.issuer = issuer.at("/request", this::answer);
  }

  /** The token of a push to the main branch, some claims put in others' place. */
  String token(Map<String, ?> overrides) {
    Map<String, Object> claims = claims();
    claims.putAll(overrides);
    return issuer.token(claims);
  }

  /** From now on jobs that ask are this one: its claims, put in the place of the usual ones. */
  void job(Map<String, ?> claims) {
    job = Map.copyOf(claims);
  }

  /** What GitHub sets for the steps of a job that may ask for tokens. */
  Map<String, String> variables() {
    return Map.of(
        "GITHUB_ACTIONS",
        "true",
        "ACTIONS_ID_TOKEN_REQUEST_URL",
        issuer.url() + "/request?api-version=2.0",
        "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
        REQUEST_TOKEN);
  }

  private String answer(HttpExchange exchange) {
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    if (authorization == null || !authorization.equalsIgnoreCase("bearer " + REQUEST_TOKEN)) {
      throw new IllegalArgumentException("{\"message\":\"this job may ask for no token\"}");
    }
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    String audience =
        Arrays.stream(query.split("&"))
            .filter(part -> part.startsWith("audience="))
            .map(part -> part.substring("audience=".length()))
            .findFirst()
            .orElse("https://github.com/acme");
    Map<String, Object> claims = new LinkedHashMap<>(job);
    claims.put("aud", audience);
    return "{\"count\":1,\"value\":\"" + token(claims) + "\"}";
  }

  private static Map<String, Object> claims() {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("sub", "repo:" + REPOSITORY + ":ref:" + REF);
    claims.put("repository", REPOSITORY);
    claims.put("repository_id", "1001");
    claims.put("repository_owner", "acme");
    claims.put("repository_owner_id", "1000");
    claims.put("repository_visibility", "private");
    claims.put("sha", SHA);
    claims.put("ref", REF);
    claims.put("ref_type", "branch");
    claims.put("workflow", "Release");
    claims.put("workflow_ref", WORKFLOW);
    claims.put("workflow_sha", SHA);
    claims.put("job_workflow_ref", WORKFLOW);
    claims.put("job_workflow_sha", SHA);
    claims.put("event_name", "push");
    claims.put("actor", "octocat");
    claims.put("actor_id", "1");
    claims.put("run_id", RUN_ID);
    claims.put("run_number", "7");
    claims.put("run_attempt", "1");
    claims.put("runner_environment", "github-hosted");
    return claims;
  }
}
