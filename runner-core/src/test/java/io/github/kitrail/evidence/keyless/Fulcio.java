package io.github.kitrail.evidence.keyless;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Fulcio with an authority of the test: over HTTP for cosign and sigstore-python, over gRPC with
 * TLS for sigstore-java.
 */
final class Fulcio implements AutoCloseable {
  /**
   * GitHub's part is that of the public instance.
   *
   * @see <a
   *     href="https://github.com/sigstore/fulcio/blob/v1.8.8/config/identity/config.yaml">Fulcio's
   *     own configuration</a>
   */
  private static final String CONFIGURATION =
      """
      oidc-issuers:
        EMAIL_ISSUER:
          issuer-url: EMAIL_ISSUER
          client-id: sigstore
          type: email
          contact: test@example.com
          description: people
        GITHUB_ISSUER:
          issuer-url: GITHUB_ISSUER
          client-id: sigstore
          type: ci-provider
          ci-provider: github-workflow
          contact: test@example.com
          description: workflows
      ci-issuer-metadata:
        github-workflow:
          default-template-values:
            url: "https://github.com"
            environment: ""
          extension-templates:
            github-workflow-trigger: "event_name"
            github-workflow-sha: "sha"
            github-workflow-name: "workflow"
            github-workflow-repository: "repository"
            github-workflow-ref: "ref"
            build-signer-uri: "{{ .url }}/{{ .job_workflow_ref }}"
            build-signer-digest: "job_workflow_sha"
            runner-environment: "runner_environment"
            source-repository-uri: "{{ .url }}/{{ .repository }}"
            source-repository-digest: "sha"
            source-repository-ref: "ref"
            source-repository-identifier: "repository_id"
            source-repository-owner-uri: "{{ .url }}/{{ .repository_owner }}"
            source-repository-owner-identifier: "repository_owner_id"
            build-config-uri: "{{ .url }}/{{ .workflow_ref }}"
            build-config-digest: "workflow_sha"
            build-trigger: "event_name"
            run-invocation-uri: "{{ .url }}/{{ .repository }}/actions/runs/{{ .run_id }}/attempts/{{ .run_attempt }}"
            source-repository-visibility-at-signing: "repository_visibility"
            deployment-environment: "environment"
          subject-alternative-name-template: "{{ .url }}/{{ .job_workflow_ref }}"
      """;

  private final LoopbackServer server;
  private final int httpPort;
  private final int grpcPort;

  private Fulcio(LoopbackServer server, int httpPort, int grpcPort) {
    this.server = server;
    this.httpPort = httpPort;
    this.grpcPort = grpcPort;
  }

  static Fulcio start(
      Path directory, TestCa authority, CtLog log, ServerTls tls, OidcIssuer email, OidcIssuer ci) {
    List<Integer> ports = FreePorts.find(2);
    String configuration =
        CONFIGURATION.replace("EMAIL_ISSUER", email.url()).replace("GITHUB_ISSUER", ci.url());
    List<String> arguments =
        List.of(
            "serve",
            "--ca=fileca",
            "--fileca-watch=false",
            "--fileca-cert=" + PemFile.write(directory.resolve("ca.pem"), authority.chain()),
            "--fileca-key="
                + PemFile.write(directory.resolve("ca.key"), authority.keys().getPrivate()),
            "--fileca-key-passwd=none",
            "--ct-log-url=" + log.url(),
            "--ct-log-public-key-path="
                + PemFile.write(directory.resolve("ctlog.pub"), log.publicKey()),
            "--config-path=" + write(directory.resolve("fulcio.yaml"), configuration),
            "--host=127.0.0.1",
            "--port=" + ports.get(0),
            "--grpc-host=127.0.0.1",
            "--grpc-port=" + ports.get(1),
            "--grpc-tls-certificate=" + tls.certificate(),
            "--grpc-tls-key=" + tls.key(),
            "--metrics-port=0",
            "--legacy-unix-domain-socket=" + directory.resolve("f.sock"));
    LoopbackServer server = LoopbackServer.start(directory, "fulcio", arguments);
    return new Fulcio(server, ports.get(0), ports.get(1));
  }

  private static Path write(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void await() {
    server.await(url() + "/healthz");
  }

  /** Its HTTP API. */
  String url() {
    return "http://127.0.0.1:" + httpPort;
  }

  /** Its gRPC API, over TLS. */
  String grpcUrl() {
    return "https://127.0.0.1:" + grpcPort;
  }

  String log() {
    return server.log();
  }

  @Override
  public void close() {
    server.close();
  }
}
