package io.github.kitrail.content.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.registry.auth.Credential;
import io.github.kitrail.content.registry.auth.CredentialStore;
import io.github.kitrail.content.registry.auth.DockerCredentials;
import io.github.kitrail.fixture.Access;
import io.github.kitrail.fixture.Fault;
import io.github.kitrail.fixture.FaultRule;
import io.github.kitrail.fixture.FixtureRegistry;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginTest {
  private static final Credential ANN = new Credential.Password("ann", "pw");

  @TempDir Path home;

  private RegistryLogin login() {
    return new RegistryLogin(TestRegistries.options().build(), new CredentialStore(Map.of(), home));
  }

  private Credential kept(FixtureRegistry registry) throws KitrailException {
    return DockerCredentials.of(Map.of(), home, Set.of()).find(registry.host());
  }

  @Test
  void rightPasswordIsKeptAndWrongOneIsNot() throws Exception {
    for (Access access :
        new Access[] {Access.basic("ann", "pw"), Access.tokens().user("ann", "pw")}) {
      try (FixtureRegistry registry = FixtureRegistry.builder().access(access).start()) {
        assertThatThrownBy(
                () -> login().login(registry.host(), new Credential.Password("ann", "wr0ng")))
            .isInstanceOfSatisfying(
                KitrailException.class,
                e -> {
                  assertThat(e.code()).isEqualTo(ErrorCode.ACCESS_DENIED);
                  assertThat(e.getMessage()).contains("does not accept").doesNotContain("wr0ng");
                });
        assertThat(kept(registry)).isNull();
        login().login(registry.host(), ANN);
        assertThat(kept(registry)).isEqualTo(ANN);
        assertThat(login().logout(registry.host())).isTrue();
        assertThat(login().logout(registry.host())).isFalse();
        assertThat(kept(registry)).isNull();
      }
    }
  }

  @Test
  void identityTokenCanBeKeptToo() throws Exception {
    Credential token = new Credential.IdentityToken("id");
    try (FixtureRegistry registry =
        FixtureRegistry.builder().access(Access.tokens().identityToken("id")).start()) {
      login().login(registry.host(), token);
      assertThat(kept(registry)).isEqualTo(token);
    }
  }

  @Test
  void whatIsNoRegistryIsTold() {
    try (FixtureRegistry registry = FixtureRegistry.start()) {
      registry.fail(FaultRule.on("GET", "/v2/").with(Fault.status(404)));
      assertThatThrownBy(() -> login().login(registry.host(), ANN))
          .hasMessageContaining("there is no registry at this address");
    }
  }
}
