/**
 * A registry as a place: the OCI distribution protocol, uploads with their fallbacks, referrers
 * with theirs, logins. What registries do differently is told where it matters.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md">OCI
 *     distribution specification</a>
 */
package io.github.kitrail.content.registry;
