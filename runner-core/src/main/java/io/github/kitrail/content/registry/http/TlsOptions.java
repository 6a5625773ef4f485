package io.github.kitrail.content.registry.http;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Whom to trust, and who we are.
 *
 * @param verify false trusts any certificate of any name
 * @param authority a PEM file with certificates to trust beside the system's
 * @param certificate a PEM file with our certificate, and those up to its authority
 * @param key a PEM file with its unencrypted private key; null when it is in the same file
 */
public record TlsOptions(
    boolean verify, @Nullable Path authority, @Nullable Path certificate, @Nullable Path key) {

  /** The system's trust, no certificate of our own. */
  public static final TlsOptions DEFAULT = new TlsOptions(true, null, null, null);

  /** Without the record's own {@code equals}, whose first use costs a command 15 ms. */
  boolean isDefault() {
    return verify && authority == null && certificate == null && key == null;
  }
}
