package io.github.kitrail.github;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.registry.RegistryOptions;
import io.github.kitrail.content.registry.http.Http;
import io.github.kitrail.content.registry.http.HttpOptions;
import io.github.kitrail.content.registry.http.TlsOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GHCommitState;
import org.kohsuke.github.GHException;
import org.kohsuke.github.GHRepository;
import org.kohsuke.github.GitHub;
import org.kohsuke.github.GitHubBuilder;

/**
 * GitHub's REST API, as far as a step tells it something. Short limits are waited for, a minute in
 * all; every failure is a sentence that names the permission that is missing, if that is why.
 *
 * @see <a href="https://docs.github.com/rest">GitHub's REST API</a>
 */
public final class GitHubApi implements AutoCloseable {
  private final GitHubAccess access;
  private final Exchange exchange;
  private @Nullable GHRepository repository;

  private GitHubApi(GitHubAccess access, Exchange exchange) {
    this.access = access;
    this.exchange = exchange;
  }

  /** Waits; a test does not. */
  @FunctionalInterface
  public interface Pause {
    void spend(Duration pause) throws InterruptedException;
  }

  /**
   * @param env where the proxy's variables are looked up
   * @param authority certificates to trust, too (PEM); null for none
   * @throws KitrailException BAD_INPUT when these or the proxy cannot be used
   */
  public static GitHubApi open(
      GitHubAccess access,
      Map<String, String> env,
      @Nullable Path authority,
      InstantSource clock,
      Pause pause)
      throws KitrailException {
    HttpOptions options =
        RegistryOptions.builder()
            .environment(env)
            .tls(new TlsOptions(true, authority, null, null))
            .build()
            .http();
    return new GitHubApi(
        access, new Exchange(access, new Http(options), new Limits(clock), new Patience(pause)));
  }

  /** Shows a check run at a commit. */
  public void report(CheckReport check) throws KitrailException {
    attempt(
        "show the check \"" + check.name() + "\" at " + check.commit(),
        Permission.CHECKS,
        () -> CheckRuns.create(repository(), check));
  }

  /** Sets the status of a commit. */
  public void report(CommitReport status) throws KitrailException {
    attempt(
        "set the status \"" + status.context() + "\" of " + status.commit(),
        Permission.STATUSES,
        () ->
            repository()
                .createCommitStatus(
                    status.commit(),
                    status.passed() ? GHCommitState.SUCCESS : GHCommitState.FAILURE,
                    status.details(),
                    status.description(),
                    status.context()));
  }

  /**
   * Writes our comment on a pull request, or writes it anew when it is there.
   *
   * @param marker as {@link CommentMarker} makes it
   * @param markdown what follows the marker, at most {@link PullRequestComments#MAX_CHARACTERS}
   */
  public void comment(int pullRequest, String marker, String markdown) throws KitrailException {
    attempt(
        "comment on pull request #" + pullRequest,
        Permission.PULL_REQUESTS,
        () -> {
          new PullRequestComments(repository(), pullRequest, () -> author())
              .write(marker, markdown);
          return true;
        });
  }

  /** Makes a deployment, which is then to be started and ended. */
  public Deployment deploy(DeploymentReport report) throws KitrailException {
    return attempt(
        "make a deployment to " + report.environment(),
        Permission.DEPLOYMENTS,
        () -> Deployment.create(this, repository(), report));
  }

  /**
   * Puts a signed statement into GitHub's store.
   *
   * @param bundle a sigstore bundle (JSON)
   * @see <a
   *     href="https://docs.github.com/rest/repos/attestations#create-an-attestation">attestations</a>
   */
  public void attest(byte[] bundle) throws KitrailException {
    attempt(
        "put an attestation into GitHub's store",
        Permission.ATTESTATIONS,
        () -> {
          ObjectMapper json = new ObjectMapper();
          ObjectNode body = json.createObjectNode();
          body.set("bundle", json.readTree(bundle));
          return post("attestations", body);
        });
  }

  /** What github-api has no word for, or a wrong one. */
  Answer post(String path, ObjectNode body) throws IOException {
    return exchange.send(Call.post(access.at(path), body));
  }

  /** Something that github-api or we ask for. */
  interface Work<T> {
    T run() throws IOException;
  }

  <T> T attempt(String what, Permission permission, Work<T> work) throws KitrailException {
    try {
      return work.run();
    } catch (IOException | GHException e) {
      throw Failures.of(what + " in " + access.repository(), permission, e);
    }
  }

  private GHRepository repository() throws IOException {
    if (repository == null) {
      GitHub gitHub =
          new GitHubBuilder()
              .withEndpoint(access.api().toString())
              .withConnector(new HttpConnector(exchange))
              .build();
      repository = gitHub.getRepository(access.repository());
    }
    return repository;
  }

  /** Who writes with this token. The job's own token is an app's and may not ask. */
  private String author() throws IOException {
    try {
      Answer answer = exchange.send(Call.get(URI.create(access.api() + "/user")));
      return new ObjectMapper().readTree(answer.body()).path("login").asText();
    } catch (Refusal e) {
      if (List.of(401, 403, 404).contains(e.status()) && !e.isLimited()) {
        return PullRequestComments.JOB;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    exchange.close();
  }
}
