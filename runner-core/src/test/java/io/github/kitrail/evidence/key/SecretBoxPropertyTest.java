package io.github.kitrail.evidence.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class SecretBoxPropertyTest {
  @Property(tries = 50)
  void opensOnlyWhatWasNotChanged(
      @ForAll @Size(32) byte[] key, @ForAll @Size(24) byte[] nonce, @ForAll byte[] message) {
    byte[] box = SecretBox.seal(key, nonce, message);
    assertThat(SecretBox.open(key, nonce, box).orElseThrow()).isEqualTo(message);

    byte[] changed = box.clone();
    changed[message.length % box.length] ^= 4;
    assertThat(SecretBox.open(key, nonce, changed)).isEmpty();
    assertThat(SecretBox.open(key, nonce, Arrays.copyOf(box, box.length - 1))).isEmpty();
  }
}
