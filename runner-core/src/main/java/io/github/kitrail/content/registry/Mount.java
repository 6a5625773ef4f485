package io.github.kitrail.content.registry;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.registry.auth.Scope;
import io.github.kitrail.content.registry.http.HttpAnswer;
import io.github.kitrail.content.registry.http.HttpCall;
import io.github.kitrail.content.registry.http.RequestBody;
import io.github.kitrail.modelkit.Digest;
import java.io.IOException;
import java.net.URI;
import java.util.Set;

/** Takes a blob over from another repository of the same registry. */
final class Mount {
  private static final int CREATED = 201;
  private static final int ACCEPTED = 202;

  private final Endpoint endpoint;

  Mount(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  /**
   * Asks the registry to do it.
   *
   * @param from the other repository's full name
   * @return false when the registry does not do it; it then has to be copied
   */
  boolean mount(Digest digest, String from) throws IOException, KitrailException {
    String what = "mount " + Endpoint.label(digest) + " in " + endpoint.display();
    URI uri =
        endpoint.uri(
            "blobs/uploads/?mount=sha256%3A" + digest.hex() + "&from=" + from.replace("/", "%2F"));
    Set<Scope> scopes = Set.of(Scope.push(endpoint.name()), Scope.pull(from));
    HttpCall call = HttpCall.of("POST", uri).with(RequestBody.of(new byte[0]));
    try (HttpAnswer answer = endpoint.send(what, call, scopes)) {
      if (answer.status() == ACCEPTED) {
        cancel(answer, what);
      }
      return answer.status() == CREATED;
    } catch (KitrailException e) {
      // Whoever may not read the other repository may still push here.
      if (e.code() == ErrorCode.ACCESS_DENIED) {
        return false;
      }
      throw e;
    }
  }

  /** The registry opened an upload instead, which is not needed. */
  private void cancel(HttpAnswer answer, String what) throws IOException {
    URI location = UploadSession.location(answer, endpoint.client().base());
    if (location != null) {
      UploadSession.at(endpoint, what, location).cancel();
    }
  }
}
