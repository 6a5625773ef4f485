package io.github.kitrail.content.registry;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.registry.auth.Scope;
import io.github.kitrail.content.registry.http.HttpAnswer;
import io.github.kitrail.content.registry.http.HttpCall;
import io.github.kitrail.modelkit.Digest;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One repository's part of the API.
 *
 * @param name the repository's full name
 */
record Endpoint(RegistryClient client, String name) {
  private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");

  /** As users know it, {@code ghcr.io/acme/faq}. */
  String display() {
    return client.host().name() + "/" + name;
  }

  URI uri(String path) {
    return client.base().resolve("/v2/" + name + "/" + path);
  }

  URI manifest(String reference) throws KitrailException {
    if (!Digest.isDigest(reference) && !TAG.matcher(reference).matches()) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "\""
              + reference
              + "\" is no tag: write at most 128 letters, digits, and . _ -, such as"
              + " v1.0.");
    }
    return uri("manifests/" + reference);
  }

  URI blob(Digest digest) {
    return uri("blobs/" + digest);
  }

  Set<Scope> pull() {
    return Set.of(Scope.pull(name));
  }

  Set<Scope> push() {
    return Set.of(Scope.push(name));
  }

  /** What a manifest is called in messages. */
  String reference(String reference) {
    return display() + (Digest.isDigest(reference) ? "@" : ":") + reference;
  }

  /** What a blob is called in messages. */
  static String label(Digest digest) {
    return "sha256:" + digest.abbreviated() + "…";
  }

  HttpAnswer send(String what, HttpCall call, Set<Scope> scopes)
      throws IOException, KitrailException {
    return client.send(what, call, scopes);
  }

  <T> T control(
      String what, HttpCall call, Set<Scope> scopes, RegistryClient.AnswerReader<T> reader)
      throws KitrailException {
    return client.control(what, call, scopes, reader);
  }

  IOException refused(HttpAnswer answer, String what) throws KitrailException {
    return client.errors().refused(answer, what);
  }
}
