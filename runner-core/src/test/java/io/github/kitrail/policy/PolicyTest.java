package io.github.kitrail.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.KitrailException;
import org.junit.jupiter.api.Test;

class PolicyTest {
  @Test
  void readsWhatIsRequired() throws Exception {
    Policy policy = Policy.parse("version: 1\nrequire: [signature, test-result]\n", "policy.yaml");
    assertThat(policy.require()).containsExactly("signature", "test-result");
  }

  @Test
  void refusesAPolicyThatLetsEverythingPass() {
    assertThatThrownBy(() -> Policy.parse("version: 1\nrequire: []\n", "policy.yaml"))
        .isInstanceOf(KitrailException.class)
        .hasMessageContaining("would let everything pass");
    assertThatThrownBy(() -> Policy.parse("version: 1\n", "policy.yaml"))
        .hasMessageContaining("`require` is missing");
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThatThrownBy(() -> Policy.parse("version: 1\nrequires: [signature]\n", "policy.yaml"))
        .hasMessageContaining("did you mean `require`?");
    assertThatThrownBy(() -> Policy.parse("version: 3\nrequire: [signature]\n", "policy.yaml"))
        .hasMessageContaining("must be 1");
  }
}
