/**
 * The one HTTP stack: Apache HttpClient with blocking streams, TLS, proxies and timeouts, and what
 * goes wrong with connections as sentences. Knows nothing of registries; belongs to {@code
 * content.registry}.
 */
package io.github.kitrail.content.registry.http;
