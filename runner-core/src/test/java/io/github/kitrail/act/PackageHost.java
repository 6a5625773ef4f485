package io.github.kitrail.act;

import io.github.kitrail.content.registry.TestProxy;
import io.github.kitrail.fixture.Certificates;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * GitHub's container registry by its own name, at a registry on this machine: a proxy leads there,
 * and the JVM trusts its certificate.
 */
final class PackageHost implements AutoCloseable {
  static final String NAME = "ghcr.io";

  private final TestProxy proxy;
  private final Path trustStore;

  /**
   * @param certificates with which the registry speaks TLS, for {@link #NAME} too
   * @param registry host and port on this machine
   */
  PackageHost(Certificates certificates, String registry) throws IOException {
    this.trustStore = certificates.trustStore();
    this.proxy = new TestProxy(registry, "");
  }

  /** What makes programs of a job find it. */
  Map<String, String> variables() {
    return Map.of(
        "HTTPS_PROXY",
        "http://" + proxy.authority(),
        "JAVA_TOOL_OPTIONS",
        "-Djavax.net.ssl.trustStore="
            + trustStore
            + " -Djavax.net.ssl.trustStorePassword=changeit");
  }

  @Override
  public void close() throws IOException {
    proxy.close();
  }
}
