package io.github.kitrail.content.registry;

import static io.github.kitrail.content.registry.TestRegistries.blob;
import static io.github.kitrail.content.registry.TestRegistries.bytes;
import static io.github.kitrail.content.registry.TestRegistries.pending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.Retry;
import io.github.kitrail.fixture.Fault;
import io.github.kitrail.fixture.FaultRule;
import io.github.kitrail.fixture.FixtureRegistry;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What users are told. */
class FailureTest {
  private final FixtureRegistry registry = FixtureRegistry.start();
  private final List<Duration> pauses = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private final Registries registries =
      new Registries(
          TestRegistries.options(pauses)
              .onRetry(told::add)
              .idleTimeout(Duration.ofSeconds(2))
              .build(),
          c -> null);

  @AfterEach
  void close() {
    registries.close();
    registry.close();
  }

  private static KitrailException failure(ThrowingCallable what) {
    return catchThrowableOfType(KitrailException.class, what);
  }

  private RegistryRepository repository() throws KitrailException {
    return TestRegistries.repository(registries, registry);
  }

  private KitrailException answered(Fault fault) {
    registry.clearFaults();
    registry.fail(FaultRule.on("GET", ".*").always().with(fault));
    return failure(() -> repository().tags());
  }

  @Test
  void unknownHostIsToldAtOnce() {
    KitrailException e =
        failure(() -> registries.repository("no-such-host.invalid", "a").resolve("v1"));
    assertThat(e.code()).isEqualTo(ErrorCode.TRANSFER_FAILED);
    assertThat(e)
        .hasMessage(
            "Could not reach no-such-host.invalid: there is no host of this name. Check the name and"
                + " the network (behind a proxy, set HTTPS_PROXY).");
    assertThat(pauses).isEmpty();
  }

  @Test
  void refusedConnectionIsToldAtOnce() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    KitrailException e = failure(() -> registries.repository("127.0.0.1:" + port, "a").tags());
    assertThat(e.code()).isEqualTo(ErrorCode.TRANSFER_FAILED);
    assertThat(e).hasMessageContaining("nothing listens there");
    assertThat(pauses).isEmpty();
  }

  @Test
  void registryThatGoesAwayIsWaitedFor() throws Exception {
    repository().tags();
    registry.close();
    KitrailException e = failure(() -> repository().tags());
    assertThat(e)
        .hasMessageContaining("cannot be reached any more")
        .hasMessageContaining("tried 3");
    assertThat(pauses).hasSize(2);
  }

  @Test
  void registrysOwnWordsAreShownCleaned() {
    KitrailException e =
        answered(
            Fault.status(
                403,
                "application/json",
                "{\"errors\":[{\"code\":\"DENIED\",\"message\":\"no\\u001b[31m\\r\\npush "
                    + "x".repeat(1000)
                    + "\"}]}"));
    assertThat(e.code()).isEqualTo(ErrorCode.ACCESS_DENIED);
    assertThat(e.getMessage())
        .startsWith("Could not list the tags of " + registry.host() + "/acme/faq: ")
        .contains("does not allow it (403): no [31m push xxx")
        .hasSizeLessThan(600)
        .matches("\\P{Cntrl}*");
  }

  @Test
  void pagesOfHtmlAreNotShown() {
    KitrailException e = answered(Fault.status(400, "text/html", "<html>nginx</html>"));
    assertThat(e).hasMessageContaining("refused it (400).");
    assertThat(e.getMessage()).doesNotContain("nginx");
    assertThat(answered(Fault.status(400, "text/plain", "  no such\nthing  ")))
        .hasMessageContaining("refused it (400): no such thing.");
  }

  @Test
  void httpToATlsPortIsExplained() {
    KitrailException e =
        answered(
            Fault.status(400, "text/plain", "Client sent an HTTP request to an HTTPS server."));
    assertThat(e).hasMessageContaining("leave out --plain-http");
  }

  @Test
  void serverErrorsAreTriedAgainAndThenTold() {
    KitrailException e = answered(Fault.status(503));
    assertThat(e.code()).isEqualTo(ErrorCode.TRANSFER_FAILED);
    assertThat(e)
        .hasMessage(
            "Could not list the tags of "
                + registry.host()
                + "/acme/faq: "
                + registry.host()
                + " answered 503 (unavailable): fault 503 (tried 3 times).");
    assertThat(told).hasSize(2).allMatch(line -> line.endsWith("; trying again."));
  }

  @Test
  void serverSaysHowLongToWait() throws Exception {
    registry
        .fail(FaultRule.on("GET", ".*").with(Fault.tooManyRequests("7")))
        .fail(
            FaultRule.on("GET", ".*").with(Fault.tooManyRequests("Fri, 31 Dec 1999 23:59:59 GMT")));
    repository().tags();
    assertThat(pauses).containsExactly(Duration.ofSeconds(7), Duration.ZERO);
  }

  @Test
  void stalledRegistryIsTold() {
    KitrailException e = answered(Fault.stall(Duration.ofSeconds(20)));
    assertThat(e.code()).isEqualTo(ErrorCode.TRANSFER_FAILED);
    assertThat(e).hasMessageContaining("sent nothing for");
  }

  @Test
  void registryThatTakesNoMoreBytesIsLeft() {
    byte[] huge = bytes(30_000_000);
    registry.fail(
        FaultRule.on("PATCH", ".*")
            .always()
            .with(Fault.stallRequestAfter(1000, Duration.ofSeconds(30))));
    long start = System.nanoTime();
    IOException e =
        catchThrowableOfType(IOException.class, () -> repository().write(pending(huge, -1)));
    assertThat(e).hasMessageContaining("took no more bytes for");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void interruptEndsAnUploadSoon() throws Exception {
    byte[] huge = bytes(30_000_000);
    registry.fail(
        FaultRule.on("PATCH", ".*").with(Fault.stallRequestAfter(1000, Duration.ofSeconds(30))));
    RegistryOptions patient = TestRegistries.options().idleTimeout(Duration.ofSeconds(60)).build();
    try (Registries slow = new Registries(patient, c -> null)) {
      RegistryRepository repository = TestRegistries.repository(slow, registry);
      List<Throwable> ends = new ArrayList<>();
      Thread thread =
          new Thread(
              () -> {
                try {
                  repository.write(pending(huge, -1));
                } catch (IOException | KitrailException e) {
                  ends.add(e);
                }
              });
      thread.start();
      Thread.sleep(300);
      thread.interrupt();
      thread.join(10_000);
      assertThat(thread.isAlive()).isFalse();
      assertThat(ends).hasSize(1);
    }
  }

  @Test
  void whatIsNoRegistryOrRepositoryIsBadInput() {
    for (String host : List.of("https://ghcr.io", "a b", "", "ghcr.io/acme", "x:port", "-a")) {
      assertThat(failure(() -> registries.registry(host)).code()).isEqualTo(ErrorCode.BAD_INPUT);
    }
    for (String name : List.of("Acme/faq", "", "/a", "a/", "a//b", "../a", "a b")) {
      assertThat(failure(() -> registries.repository("ghcr.io", name)).code())
          .isEqualTo(ErrorCode.BAD_INPUT);
    }
  }

  @Test
  void keptConnectionThatTheServerClosedIsReplacedUnnoticed() throws Exception {
    repository().tags();
    registry.fail(FaultRule.on("GET", ".*").with(Fault.closeQuietly()));
    repository().tags();
    assertThat(pauses).isEmpty();
  }

  @Test
  void onlyTheLastTryOfASmallRequestFails() throws Exception {
    registry.fail(FaultRule.on("POST", ".*").times(2).with(Fault.status(500)));
    repository().write(blob(bytes(10)));
    assertThat(pauses).hasSize(2);
    Retry once = new Retry(1, Duration.ofMillis(1), Duration.ofMillis(1), new Random(), p -> {});
    try (Registries impatient =
        new Registries(TestRegistries.options().retry(once).build(), c -> null)) {
      registry.fail(FaultRule.on("GET", ".*").with(Fault.status(500)));
      assertThat(failure(() -> TestRegistries.repository(impatient, registry).tags()))
          .hasMessageEndingWith("answered 500 (internal error): fault 500.");
    }
  }
}
