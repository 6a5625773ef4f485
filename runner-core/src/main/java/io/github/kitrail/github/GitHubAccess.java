package io.github.kitrail.github;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.registry.http.Origin;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One repository of GitHub, and the token for it.
 *
 * @param api where the API is, without a slash at its end, such as {@code https://api.github.com}
 * @param repository owner and name
 * @param token is sent to this address and to nobody else
 */
public record GitHubAccess(URI api, String repository, String token) {
  private static final Pattern REPOSITORY = Pattern.compile("[\\w.-]+/[\\w.-]+");

  /**
   * The job's own repository.
   *
   * @param env the runner's <a
   *     href="https://docs.github.com/actions/reference/workflows-and-actions/variables">default
   *     variables</a>; GITHUB_API_URL is another host on GitHub Enterprise
   * @throws KitrailException BAD_CREDENTIAL without a token, BAD_INPUT when the variables name no
   *     repository, or an address on which others could read the token
   */
  public static GitHubAccess of(Map<String, String> env, String token) throws KitrailException {
    if (token.isBlank()) {
      throw new KitrailException(
          ErrorCode.BAD_CREDENTIAL,
          "The input github-token is empty, and GitHub's API asks for one."
              + " Leave the input out, so that it is the job's own token.");
    }
    String address = env.getOrDefault("GITHUB_API_URL", "");
    String repository = env.getOrDefault("GITHUB_REPOSITORY", "");
    if (!REPOSITORY.matcher(repository).matches()) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "GITHUB_REPOSITORY is \"" + repository + "\", and not the owner and name of one.");
    }
    return new GitHubAccess(
        api(address.isBlank() ? "https://api.github.com" : address), repository, token);
  }

  private static URI api(String address) throws KitrailException {
    try {
      URI api = new URI(address.replaceFirst("/+$", ""));
      if (api.getHost() != null && Origin.of(api).isPrivate()) {
        return api;
      }
    } catch (URISyntaxException e) {
      // said below
    }
    throw new KitrailException(
        ErrorCode.BAD_INPUT,
        "GITHUB_API_URL is " + address + ", and no https address: the token is not sent there.");
  }

  /** The address of something of the repository, such as {@code attestations}. */
  URI at(String path) {
    return URI.create(api + "/repos/" + repository + "/" + path);
  }

  @Override
  public String toString() {
    return repository + " at " + api;
  }
}
