package io.github.kitrail.content.registry;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.TransientException;
import io.github.kitrail.content.registry.auth.AccessRefused;
import io.github.kitrail.content.registry.http.HttpAnswer;
import io.github.kitrail.content.registry.http.Origin;
import io.github.kitrail.content.registry.http.RetryAfter;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/** Turns what a registry refuses into sentences. */
final class RegistryErrors {
  private static final Set<Integer> MAY_PASS = Set.of(408, 425, 429);
  private static final Map<Integer, String> WORDS =
      Map.of(
          408, "request timeout",
          429, "too many requests",
          500, "internal error",
          502, "bad gateway",
          503, "unavailable",
          504, "gateway timeout");

  private final String registry;

  RegistryErrors(RegistryHost host) {
    this.registry = host.name();
  }

  /**
   * What to throw for an answer that was not hoped for.
   *
   * @param what completes "Could not …"
   * @throws KitrailException when trying again would not help
   */
  IOException refused(HttpAnswer answer, String what) throws KitrailException {
    return refused(answer, ErrorDocument.of(answer), what);
  }

  /** The same for an answer whose body was read already. */
  IOException refused(HttpAnswer answer, ErrorDocument said, String what) throws KitrailException {
    int status = answer.status();
    String who = Origin.of(answer.uri()).toString();
    String code = " (" + status + ")" + said.suffix();
    if (mayPass(status)) {
      String words = WORDS.containsKey(status) ? " (" + WORDS.get(status) + ")" : "";
      return new TransientException(
          who + " answered " + status + words + said.suffix(), RetryAfter.of(answer));
    }
    String problem = "Could not " + what + ": ";
    throw switch (status) {
      case 301, 302, 303, 307, 308 ->
          failed(
              problem
                  + who
                  + " sends it on to another address ("
                  + status
                  + "), where credentials and uploads do not follow. Use that registry's own name,"
                  + " or ask whoever runs it.");
      case 401 -> denied(problem + registry + " does not accept the login" + code + ". " + login());
      case 403 ->
          denied(
              problem
                  + registry
                  + " does not allow it"
                  + code
                  + ". Check what this account or token may do there.");
      case 404 ->
          new KitrailException(
              ErrorCode.NOT_FOUND,
              problem
                  + registry
                  + " does not have it"
                  + code
                  + ". Check the name; what is private may be hidden until you run kitrail login "
                  + registry
                  + ".");
      case 413 ->
          failed(
              problem
                  + who
                  + " takes nothing this large"
                  + code
                  + ". Its limit, or that of a proxy before it, must be raised.");
      default -> failed(problem + who + " refused it" + code + "." + plainHttpAdvice(said));
    };
  }

  /** What to throw when no token came about. */
  KitrailException refused(AccessRefused refusal, String what) {
    String cause =
        refusal.getCause() instanceof KitrailException problem ? " " + problem.getMessage() : "";
    String reason =
        refusal.isAnonymous()
            ? "not logged in to " + registry
            : registry + " gives no access: " + refusal.getMessage();
    return denied("Could not " + what + ": " + reason + ". " + login() + cause);
  }

  static boolean mayPass(int status) {
    return MAY_PASS.contains(status) || (status >= 500 && status != 501 && status != 505);
  }

  private String login() {
    return "Run kitrail login " + registry + ".";
  }

  private static String plainHttpAdvice(ErrorDocument said) {
    return said.text().contains("HTTP request to an HTTPS server")
        ? " It speaks TLS: leave out --plain-http."
        : "";
  }

  private static KitrailException denied(String message) {
    return new KitrailException(ErrorCode.ACCESS_DENIED, message);
  }

  private static KitrailException failed(String message) {
    return new KitrailException(ErrorCode.TRANSFER_FAILED, message);
  }
}
