package io.github.kitrail.content.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.registry.auth.Credentials;
import io.github.kitrail.fixture.Fault;
import io.github.kitrail.fixture.FaultRule;
import io.github.kitrail.fixture.FixtureRegistry;
import io.github.kitrail.modelkit.Digest;
import org.junit.jupiter.api.Test;

/** A registry that always has one more page. */
class EndlessListTest {
  private static final String PATH = "/v2/a/m/referrers/sha256:" + "0".repeat(64);

  @Test
  void aListOfReferrersWithoutEndIsRefused() throws Exception {
    try (FixtureRegistry registry = FixtureRegistry.start();
        Registries registries =
            new Registries(RegistryOptions.builder().plainHttp(true).build(), Credentials.NONE)) {
      registry.fail(
          FaultRule.on("GET", PATH)
              .always()
              .with(Fault.header("Link", "<" + PATH + "?page=0>; rel=\"next\"")));
      assertThatThrownBy(
              () ->
                  registries
                      .repository(registry.host(), "a/m")
                      .referrers(new Digest("0".repeat(64))))
          .isInstanceOfSatisfying(
              KitrailException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.HOSTILE_CONTENT))
          .hasMessageContaining("the list has no end");
      assertThat(registry.requests()).hasSize(1000);
    }
  }
}
