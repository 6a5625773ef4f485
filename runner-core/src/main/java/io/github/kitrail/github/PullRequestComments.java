package io.github.kitrail.github;

import java.io.IOException;
import org.kohsuke.github.GHIssue;
import org.kohsuke.github.GHIssueComment;
import org.kohsuke.github.GHRepository;

/**
 * The comments of one pull request.
 *
 * @see <a href="https://docs.github.com/rest/issues/comments">comments</a>
 */
public final class PullRequestComments {
  /** What GitHub takes. */
  public static final int MAX_CHARACTERS = 65_536;

  /** Who writes with the token of a job. */
  static final String JOB = "github-actions[bot]";

  private static final int PAGE = 100;

  private final GHRepository repository;
  private final int number;
  private final GitHubApi.Work<String> author;

  /**
   * @param author the login of who we are; only asked when there is a comment that may be ours
   */
  PullRequestComments(GHRepository repository, int number, GitHubApi.Work<String> author) {
    this.repository = repository;
    this.number = number;
    this.author = author;
  }

  void write(String marker, String markdown) throws IOException {
    String body = marker + "\n" + markdown;
    if (body.length() > MAX_CHARACTERS) {
      throw new IllegalArgumentException("a comment of " + body.length() + " characters");
    }
    GHIssue pullRequest = repository.getIssue(number);
    String us = null;
    for (GHIssueComment comment : pullRequest.listComments().withPageSize(PAGE)) {
      if (!isMarked(comment, marker)) {
        continue;
      }
      us = us == null ? author.run() : us;
      // Anybody can write our marker, and the token may change everybody's comments.
      if (us.equals(login(comment))) {
        update(comment, body);
        return;
      }
    }
    pullRequest.comment(body);
  }

  private static boolean isMarked(GHIssueComment comment, String marker) {
    String body = comment.getBody();
    return body != null && body.startsWith(marker);
  }

  private static void update(GHIssueComment comment, String body) throws IOException {
    // GitHub gives back the line ends that browsers send.
    if (!body.equals(comment.getBody().replace("\r\n", "\n"))) {
      comment.update(body);
    }
  }

  /** Empty for an account that is gone. The library's other way asks GitHub about the account. */
  @SuppressWarnings("deprecation")
  private static String login(GHIssueComment comment) {
    try {
      return comment.getUserName();
    } catch (NullPointerException e) {
      return "";
    }
  }
}
