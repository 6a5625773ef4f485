package io.github.kitrail.content.registry.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ChallengeParserTest {
  private static List<Challenge> parse(String... headers) {
    return ChallengeParser.parse(List.of(headers));
  }

  @Test
  void bearerAsRegistriesSendIt() {
    assertThat(
            parse(
                "Bearer realm=\"https://auth.docker.io/token\",service=\"registry.docker.io\","
                    + "scope=\"repository:library/alpine:pull,push\""))
        .containsExactly(
            new Challenge(
                "bearer",
                Map.of(
                    "realm", "https://auth.docker.io/token",
                    "service", "registry.docker.io",
                    "scope", "repository:library/alpine:pull,push")));
  }

  @Test
  void severalInOneHeader() {
    assertThat(
            parse(
                "Newauth realm=\"apps\", type=1, title=\"Login to \\\"apps\\\"\", Basic realm=\"simple\""))
        .containsExactly(
            new Challenge(
                "newauth", Map.of("realm", "apps", "type", "1", "title", "Login to \"apps\"")),
            new Challenge("basic", Map.of("realm", "simple")));
  }

  @Test
  void severalHeadersAndSchemesWithoutParameters() {
    assertThat(parse("Negotiate", "BASIC Realm = x", "Negotiate, Bearer"))
        .extracting(Challenge::scheme)
        .containsExactly("negotiate", "basic", "negotiate", "bearer");
    assertThat(parse("BASIC Realm = x").get(0).parameter("realm")).isEqualTo("x");
  }

  @Test
  void brokenOnesAreReadAsFarAsTheyGo() {
    assertThat(parse("", " , ,", "=", "\"")).isEmpty();
    assertThat(parse("Bearer realm=\"https://x").get(0).parameter("realm")).isEqualTo("https://x");
    assertThat(parse("Bearer realm=https://x/token?a").get(0).parameter("realm"))
        .isEqualTo("https://x/token?a");
  }

  @Property(tries = 300)
  void nothingMakesItFailOrHang(@ForAll String header) {
    parse(header);
    parse("Bearer realm=\"" + header);
  }
}
