package io.github.kitrail.evidence.keyless;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/**
 * All of Sigstore on this machine, for the tests: the real Fulcio, Rekor v2 and timestamp
 * authority, with OpenID Connect issuers and a certificate transparency log of ours. Starts in a
 * second or two, on 127.0.0.1 only; a peer that is not installed skips the test.
 */
public final class KeylessStack implements AutoCloseable {
  private static final int ATTEMPTS = 3;

  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private final Path directory;
  private final TestCa authority;
  private final ServerTls tls;
  private final OidcIssuer people;
  private final OidcIssuer workflows;
  private final GithubIdentity github;
  private final CtLog ctLog;
  private final Fulcio fulcio;
  private final Rekor rekor;
  private final TimestampAuthority clock;

  private KeylessStack(Path directory) {
    try {
      this.directory = newFolder(directory);
      this.authority =
          TestCa.root("code signing")
              .intermediate("code signing of tests", KeyPurposeId.id_kp_codeSigning);
      this.tls = ServerTls.make(this.directory);
      this.people = closing(new OidcIssuer());
      this.workflows = closing(new OidcIssuer());
      this.github = new GithubIdentity(workflows);
      this.ctLog = closing(new CtLog(Clock.systemUTC()));
      this.rekor = closing(Rekor.start(this.directory));
      this.clock = closing(TimestampAuthority.start(this.directory));
      this.fulcio = closing(Fulcio.start(this.directory, authority, ctLog, tls, people, workflows));
      clock.await();
      fulcio.await();
      rekor.await();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /**
   * @param directory a folder of the test, with a short name: one of the servers has a socket there
   */
  public static KeylessStack start(Path directory) {
    for (int attempt = 1; ; attempt++) {
      try {
        return new KeylessStack(directory);
      } catch (ServerDidNotStart e) {
        if (attempt == ATTEMPTS || !e.isForItsPort()) {
          throw e;
        }
      }
    }
  }

  /** Short: a socket's path has at most about 100 bytes. */
  private static Path newFolder(Path directory) throws IOException {
    int number = 1;
    while (Files.exists(directory.resolve("k" + number))) {
      number++;
    }
    return Files.createDirectory(directory.resolve("k" + number));
  }

  private <T extends AutoCloseable> T closing(T part) {
    started.push(part);
    return part;
  }

  /** A person's token; Fulcio names the certificate after the address. */
  public String emailToken(String address) {
    return emailToken(address, Map.of());
  }

  /**
   * @param overrides claims to be added or changed; null takes one away
   * @see OidcIssuer#token
   */
  public String emailToken(String address, Map<String, ?> overrides) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("sub", address);
    claims.put("email", address);
    claims.put("email_verified", true);
    claims.putAll(overrides);
    return people.token(claims);
  }

  /** The token of a job of GitHub, see {@link GithubIdentity}. */
  public String githubToken(Map<String, ?> overrides) {
    return github.token(overrides);
  }

  /** Jobs that ask for a token at {@link #githubVariables} get one with these claims. */
  public void githubJob(Map<String, ?> claims) {
    github.job(claims);
  }

  /** What a job of GitHub finds in its environment to ask for a token. */
  public Map<String, String> githubVariables() {
    return github.variables();
  }

  /** Who vouches for the holders of {@link #emailToken}. */
  public String issuerUrl() {
    return people.url();
  }

  /** Who vouches for the jobs with a {@link #githubToken}. */
  public String githubIssuerUrl() {
    return workflows.url();
  }

  /** {@code trusted_root.json}. */
  public Path trustedRoot() {
    return trust().write(directory.resolve("trusted_root.json"));
  }

  /** What it says, to make others from it. */
  public TrustedRootFile trust() {
    return new TrustedRootFile(
        rekor.url(),
        List.of(rekor.key()),
        List.of(authority.chain()),
        List.of(ctLog.publicKey()),
        List.of(clock.chain()));
  }

  /** For cosign and sigstore-python, who speak HTTP with Fulcio. */
  public Path signingConfig() {
    return services(fulcio.url()).write(directory.resolve("signing_config.json"));
  }

  /** For sigstore-java, which speaks gRPC over TLS with Fulcio; see {@link #tls}. */
  public Path grpcSigningConfig() {
    return services(fulcio.grpcUrl()).write(directory.resolve("signing_config_grpc.json"));
  }

  /** Trusted root and signing config in one, for sigstore-python. */
  public Path clientTrustConfig() {
    return clientTrustConfig("client_trust_config.json", trust());
  }

  /** The same with another trusted root. */
  public Path clientTrustConfig(String file, TrustedRootFile root) {
    return services(fulcio.url()).write(directory.resolve(file), root);
  }

  private SigningConfigFile services(String fulcioUrl) {
    return new SigningConfigFile(fulcioUrl, people.url(), rekor.url(), clock.url());
  }

  /** Whom to trust for Fulcio's gRPC, among them a trust store for the JVM. */
  public ServerTls tls() {
    return tls;
  }

  /** What Fulcio said so far, for example why it refused a token. */
  public String fulcioLog() {
    return fulcio.log();
  }

  /** Makes what Fulcio and its clients would not. */
  public Forger forger() {
    return new Forger(new ForgedCertificates(authority, ctLog), rekor, clock);
  }

  @Override
  public void close() {
    while (!started.isEmpty()) {
      try {
        started.pop().close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
