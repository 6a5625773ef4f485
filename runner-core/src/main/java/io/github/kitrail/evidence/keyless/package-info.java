/**
 * Keyless signing and its verification: a short-lived certificate for whoever an identity token
 * names, a timestamp, and an entry in a public log. sigstore-java, which does the verifying, is
 * loaded when the first of it is used and not before.
 *
 * @see <a href="https://docs.sigstore.dev/about/security/">sigstore's security model</a>
 */
package io.github.kitrail.evidence.keyless;
