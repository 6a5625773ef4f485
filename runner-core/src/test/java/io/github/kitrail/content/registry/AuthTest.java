package io.github.kitrail.content.registry;

import static io.github.kitrail.content.registry.TestRegistries.blob;
import static io.github.kitrail.content.registry.TestRegistries.bytes;
import static io.github.kitrail.content.registry.TestRegistries.pending;
import static io.github.kitrail.content.registry.TestRegistries.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.registry.auth.Authorizer;
import io.github.kitrail.content.registry.auth.Credential;
import io.github.kitrail.content.registry.auth.Credentials;
import io.github.kitrail.content.registry.http.Http;
import io.github.kitrail.fixture.Access;
import io.github.kitrail.fixture.Fault;
import io.github.kitrail.fixture.FaultRule;
import io.github.kitrail.fixture.FixtureRegistry;
import io.github.kitrail.fixture.Quirk;
import io.github.kitrail.fixture.RecordedRequest;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Logging in as registries ask for it. */
class AuthTest {
  private static final Credential ANN = new Credential.Password("ann", "pass:wörd");
  private static final byte[] LARGE = bytes(2_000_000);

  private FixtureRegistry registry = FixtureRegistry.start();
  private Registries registries = new Registries(TestRegistries.options().build(), c -> null);

  @AfterEach
  void close() {
    registries.close();
    registry.close();
  }

  private RegistryRepository repository(Access access, Credentials credentials) throws Exception {
    return repository(FixtureRegistry.builder().access(access), credentials);
  }

  private RegistryRepository repository(FixtureRegistry.Builder builder, Credentials credentials)
      throws Exception {
    close();
    registry = builder.start();
    registries = new Registries(TestRegistries.options().build(), credentials);
    return TestRegistries.repository(registries, registry);
  }

  private static Access tokens() {
    return Access.tokens().user("ann", "pass:wörd");
  }

  private long tokenRequests() {
    return registry.requests().stream().filter(r -> r.path().equals("/token")).count();
  }

  @Test
  void passwordIsSentOnceTheRegistryAsked() throws Exception {
    RegistryRepository repository = repository(Access.basic("ann", "pass:wörd"), r -> ANN);
    repository.write(blob(LARGE));
    assertThat(registry.requests())
        .extracting(RecordedRequest::authorization)
        .containsExactly("", "basic", "basic");
  }

  @Test
  void oneTokenServesAllRequestsOfItsScope() throws Exception {
    RegistryRepository repository = repository(tokens(), r -> ANN);
    repository.write(blob(LARGE));
    repository.write(pending(bytes(1_500_000), -1));
    assertThat(repository.contains(Descriptor.of("a/b", LARGE))).isTrue();
    assertThat(tokenRequests()).isEqualTo(1);
    RecordedRequest token = registry.requests().get(1);
    assertThat(token.authorization()).isEqualTo("basic");
    assertThat(token.query())
        .contains("service=fixture")
        .contains("scope=repository%3Aacme%2Ffaq%3Apull%2Cpush");
  }

  @Test
  void strangersMayPullWhereTheRegistryLetsThem() throws Exception {
    RegistryRepository repository = repository(tokens().anonymousPull(), r -> null);
    Descriptor v1 = stored(registry, "acme/faq", "v1");
    assertThat(repository.resolve("v1")).isEqualTo(v1);
    assertThatThrownBy(() -> repository.write(blob(LARGE)))
        .isInstanceOfSatisfying(
            KitrailException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.ACCESS_DENIED);
              assertThat(e).hasMessageContaining("not logged in to " + registry.host());
            });
  }

  @Test
  void tokenThatEndsInMidTransferIsRenewed() throws Exception {
    // Each request needs a fresh token: POST, PATCH and PUT are all refused first.
    RegistryRepository repository = repository(tokens().requests(1), r -> ANN);
    repository.write(pending(LARGE, LARGE.length));
    assertThat(registry.repository("acme/faq").blob(Digest.of(LARGE).toString())).isEqualTo(LARGE);
    assertThat(tokenRequests()).isEqualTo(3);
    repository.write(blob(bytes(1_200_000)));
    assertThat(registry.repository("acme/faq").blob(Digest.of(bytes(1_200_000)).toString()))
        .isNotNull();
  }

  @Test
  void refusedBodyWasNotSent() throws Exception {
    RegistryRepository repository = repository(tokens(), r -> ANN);
    registry.fail(
        FaultRule.on("POST", ".*").skip(1).with(Fault.afterwards(registry::revokeTokens)));
    repository.write(blob(LARGE));
    long sent = registry.requests().stream().mapToLong(RecordedRequest::bodyBytes).sum();
    assertThat(sent).isEqualTo(LARGE.length);
  }

  @Test
  void tokenIsRenewedBeforeItsTimeIsOver() throws Exception {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    close();
    registry = FixtureRegistry.builder().access(tokens().lifetime(Duration.ofSeconds(100))).start();
    registries = new Registries(TestRegistries.options().clock(now::get).build(), r -> ANN);
    RegistryRepository repository = TestRegistries.repository(registries, registry);
    repository.tags();
    now.set(Instant.EPOCH.plusSeconds(80));
    repository.tags();
    assertThat(tokenRequests()).isEqualTo(1);
    now.set(Instant.EPOCH.plusSeconds(95));
    repository.tags();
    assertThat(tokenRequests()).isEqualTo(2);
    long refused = registry.requests().stream().filter(r -> r.status() == 401).count();
    assertThat(refused).isEqualTo(1);
  }

  @Test
  void tokenWithoutALifetimeLivesAMinute() throws Exception {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    close();
    registry = FixtureRegistry.builder().access(tokens().lifetime(null)).start();
    registries = new Registries(TestRegistries.options().clock(now::get).build(), r -> ANN);
    RegistryRepository repository = TestRegistries.repository(registries, registry);
    repository.tags();
    now.set(Instant.EPOCH.plusSeconds(50));
    repository.tags();
    now.set(Instant.EPOCH.plusSeconds(56));
    repository.tags();
    assertThat(tokenRequests()).isEqualTo(2);
  }

  @Test
  void identityTokenIsExchangedByPost() throws Exception {
    RegistryRepository repository =
        repository(tokens().identityToken("id"), r -> new Credential.IdentityToken("id"));
    repository.write(blob(LARGE));
    RecordedRequest token = registry.requests().get(1);
    assertThat(token.line()).isEqualTo("POST /token");
    assertThat(token.query()).isEmpty();
    assertThat(token.authorization()).isEmpty();
  }

  @Test
  void readyTokenIsSentAsItIs() throws Exception {
    RegistryRepository repository = repository(tokens(), r -> new Credential.BearerToken("ready"));
    assertThatThrownBy(repository::tags)
        .isInstanceOfSatisfying(
            KitrailException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.ACCESS_DENIED);
              assertThat(e.getMessage()).doesNotContain("ready");
            });
    assertThat(registry.requests())
        .extracting(RecordedRequest::authorization)
        .containsExactly("", "bearer");
  }

  @Test
  void tokensMayComeFromAnotherHost() throws Exception {
    RegistryRepository repository = repository(tokens().onOtherHost(), r -> ANN);
    repository.write(blob(LARGE));
    assertThat(registry.requests().get(1).host()).isEqualTo("other");
  }

  @Test
  void credentialDoesNotFollowARedirect() throws Exception {
    RegistryRepository repository = repository(tokens(), r -> ANN);
    registry.switchOn(Quirk.REDIRECTED_BLOBS);
    registry.repository("acme/faq").putBlob(LARGE);
    try (InputStream in = repository.open(Descriptor.of("a/b", LARGE), 0)) {
      assertThat(in.readAllBytes()).isEqualTo(LARGE);
    }
    List<RecordedRequest> elsewhere =
        registry.requests().stream().filter(r -> r.host().equals("other")).toList();
    assertThat(elsewhere).isNotEmpty().allMatch(r -> r.authorization().isEmpty());
  }

  @Test
  void credentialDoesNotFollowAnUploadToAnotherHost() throws Exception {
    RegistryRepository repository = repository(tokens(), r -> ANN);
    registry.fail(
        FaultRule.on("POST", ".*/uploads/")
            .skip(1)
            .with(Fault.withHeader("Location", "http://" + registry.otherHost() + "/up?x=1")));
    assertThatThrownBy(() -> repository.write(blob(LARGE))).isInstanceOf(KitrailException.class);
    List<RecordedRequest> elsewhere =
        registry.requests().stream().filter(r -> r.host().equals("other")).toList();
    assertThat(elsewhere).isNotEmpty().allMatch(r -> r.authorization().isEmpty());
    assertThat(elsewhere.get(0).query()).startsWith("x=1&digest=sha256%3A");
  }

  @Test
  void mountAsksForBothRepositories() throws Exception {
    RegistryRepository repository = repository(tokens(), r -> ANN);
    registry.repository("acme/base").putBlob(LARGE);
    RegistryRepository base = registries.repository(registry.host(), "acme/base");
    assertThat(repository.mount(Descriptor.of("a/b", LARGE), base)).isTrue();
    assertThat(registry.requests().get(1).query())
        .contains("scope=repository%3Aacme%2Ffaq%3Apull%2Cpush")
        .contains("scope=repository%3Aacme%2Fbase%3Apull");
  }

  @Test
  void mountFromWhatWeMayNotReadIsNotDone() throws Exception {
    RegistryRepository repository = repository(tokens(), r -> ANN);
    registry.fail(FaultRule.on("GET", "/token").with(Fault.status(403)));
    RegistryRepository base = registries.repository(registry.host(), "acme/base");
    assertThat(repository.mount(Descriptor.of("a/b", LARGE), base)).isFalse();
  }

  @Test
  void withoutALoginTheMessageSaysHowToGetOne() throws Exception {
    for (Access access : List.of(tokens(), Access.basic("ann", "x"))) {
      RegistryRepository repository = repository(access, r -> null);
      assertThatThrownBy(() -> repository.write(blob(LARGE)))
          .isInstanceOfSatisfying(
              KitrailException.class,
              e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.ACCESS_DENIED);
                assertThat(e)
                    .hasMessageContaining("to " + registry.host() + "/acme/faq")
                    .hasMessageContaining("kitrail login " + registry.host());
              });
    }
  }

  @Test
  void wrongPasswordIsToldAndNotShown() throws Exception {
    Credential wrong = new Credential.Password("ann", "s3cret-wrong");
    for (Access access : List.of(tokens(), Access.basic("ann", "x"))) {
      RegistryRepository repository = repository(access, r -> wrong);
      assertThatThrownBy(repository::tags)
          .isInstanceOfSatisfying(
              KitrailException.class,
              e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.ACCESS_DENIED);
                assertThat(e.getMessage()).contains("does not accept").doesNotContain("s3cret");
              });
    }
  }

  @Test
  void brokenHelperMattersOnlyToThoseWhoNeedALogin() throws Exception {
    Credentials broken =
        r -> {
          throw new KitrailException(ErrorCode.BAD_CREDENTIAL, "The helper is broken.");
        };
    RegistryRepository repository = repository(tokens().anonymousPull(), broken);
    stored(registry, "acme/faq", "v1");
    assertThat(repository.tags()).containsExactly("v1");
    assertThatThrownBy(() -> repository.write(blob(LARGE))).isInstanceOf(KitrailException.class);
    RegistryRepository locked = repository(Access.basic("ann", "x"), broken);
    assertThatThrownBy(locked::tags)
        .hasMessageContaining("not logged in")
        .hasMessageContaining("The helper is broken.");
  }

  @Test
  void troubleOfTheTokenServerIsTriedAgain() throws Exception {
    RegistryRepository repository = repository(tokens(), r -> ANN);
    registry
        .fail(FaultRule.on("GET", "/token").with(Fault.status(503)))
        .fail(FaultRule.on("GET", "/token").with(Fault.tooManyRequests("1")));
    assertThat(repository.tags()).isEmpty();
  }

  @Test
  void nonsenseOfTheTokenServerIsASentence() throws Exception {
    for (String body : List.of("{\"secret\": oops", "{}", "{\"token\":\"a\\r\\nX: y\"}", "[]")) {
      RegistryRepository repository = repository(tokens(), r -> ANN);
      registry.fail(
          FaultRule.on("GET", "/token").always().with(Fault.status(200, "text/html", body)));
      assertThatThrownBy(repository::tags)
          .isInstanceOfSatisfying(
              KitrailException.class,
              e -> {
                // What is no JSON may be an answer that was cut short: that is tried again first.
                assertThat(e.code())
                    .isEqualTo(
                        body.contains("oops")
                            ? ErrorCode.TRANSFER_FAILED
                            : ErrorCode.ACCESS_DENIED);
                assertThat(e).hasMessageContaining("which gives out its tokens, sent n");
                assertThat(e.getMessage()).doesNotContain("oops");
              });
    }
  }

  @Test
  void unknownKindOfLoginIsNamed() throws Exception {
    RegistryRepository repository = repository(tokens(), r -> ANN);
    registry.fail(FaultRule.on("GET", ".*").with(Fault.status(401)));
    assertThatThrownBy(repository::tags).hasMessageContaining("it asks for no kind of login");
  }

  @Test
  void passwordIsNotSentUnencryptedUnlessAsked() throws Exception {
    close();
    registry = FixtureRegistry.builder().access(tokens()).start();
    RegistryOptions encrypted = TestRegistries.options().plainHttp(false).build();
    Http http = new Http(encrypted.http());
    try (http) {
      Authorizer authorizer =
          new Authorizer(
              "example.com", http, r -> ANN, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), false);
      String challenge =
          "Bearer realm=\"http://" + registry.host() + "/token\",service=\"fixture\"";
      assertThatThrownBy(() -> authorizer.renew(List.of(challenge), Set.of(), null))
          .hasMessageContaining("unencrypted");
      assertThat(registry.requests()).isEmpty();
    }
  }
}
