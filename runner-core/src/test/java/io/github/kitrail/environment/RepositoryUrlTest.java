package io.github.kitrail.environment;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryUrlTest {
  @ParameterizedTest
  @CsvSource({
    "https://github.com/acme/faq.git, https://github.com/acme/faq.git",
    "https://ghp_abc@github.com/acme/faq, https://github.com/acme/faq",
    "https://me:p%40ss@host:8443/a b, ",
    "https://me:p%40ss@host:8443/a%20b?private_token=1#x, https://host:8443/a%20b",
    "HTTP://User@Host/x, http://Host/x",
    "git@github.com:acme/faq.git, ssh://git@github.com/acme/faq.git",
    "git:pw@github.com:acme/faq.git, ssh://git@github.com/acme/faq.git",
    "github.com:/acme/faq.git, ssh://github.com/acme/faq.git",
    "ssh://git:pw@host:2222/~me/x, ssh://git@host:2222/~me/x",
    "git+ssh://git@host/x, git+ssh://git@host/x",
    "git://host/x.git, git://host/x.git"
  })
  void onlyTheAddressIsLeft(String remote, String published) {
    assertThat(RepositoryUrl.publishable(remote)).isEqualTo(published);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "  ",
        "/srv/git/faq.git",
        "../faq",
        "file:///home/me/faq",
        "C:\\git\\faq",
        "C:/git/faq",
        "https:// broken",
        "https:///nohost"
      })
  void aPathOnThisMachineIsNoAddress(String remote) {
    assertThat(RepositoryUrl.publishable(remote)).isNull();
  }

  @Property
  void noPasswordIsEverLeft(
      @ForAll
          @AlphaChars
          @NumericChars
          @Chars({'@', ':', '/', '%', '#', '?'})
          @StringLength(max = 20)
          String noise) {
    String secret = "S3CRETS3CRET";
    for (String remote :
        new String[] {
          "https://user:" + secret + noise + "@host/path",
          "https://" + noise + secret + "@host/path",
          "u:" + secret + noise + "@host.example:path"
        }) {
      String published = RepositoryUrl.publishable(remote);
      assertThat(published == null ? "" : published).doesNotContain(secret);
    }
  }
}
