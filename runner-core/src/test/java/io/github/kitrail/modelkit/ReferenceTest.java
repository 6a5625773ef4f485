package io.github.kitrail.modelkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceTest {
  private static final String DIGEST =
      "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          faq,                             localhost, faq,           ,     false
          faq:v1,                          localhost, faq,           v1,   false
          acme/faq:v1,                     localhost, acme/faq,      v1,   false
          a/b/c/d,                         localhost, a/b/c/d,       ,     false
          localhost/faq:1,                 localhost, localhost/faq, 1,    false
          localhost:5000,                  localhost, localhost,     5000, false
          localhost:5000/faq,              localhost:5000, faq,      ,     true
          ghcr.io/acme/faq-bot:1.0_rc.1,   ghcr.io,   acme/faq-bot,  1.0_rc.1, true
          test.io/a/b/c/d,                 test.io,   a/b/c/d,       ,     true
          127.0.0.1:443/a__b/c---d:_x,     127.0.0.1:443, a__b/c---d, _x,  true
          [::1]:5000/faq:v1,               [::1]:5000, faq,          v1,   true
          """)
  void isReadAsKitReadsIt(
      String text, String registry, String repository, String tag, boolean hasHost)
      throws KitrailException {
    Reference reference = Reference.parse(text);

    assertThat(reference)
        .isEqualTo(new Reference(registry, repository, tag, null, List.of(), hasHost));
    assertThat(reference.repositoryName()).isEqualTo(registry + "/" + repository);
    assertThat(reference.display()).isEqualTo(text);
    assertThat(Reference.parse(reference.display())).isEqualTo(reference);
  }

  @Test
  void aDigestAloneHasPlaceholders() throws KitrailException {
    Reference reference = Reference.parse(DIGEST);

    assertThat(reference.repositoryName()).isEqualTo("localhost/_");
    assertThat(reference.digest()).isEqualTo(Digest.parse(DIGEST));
    assertThat(reference).hasToString("localhost/_@" + DIGEST);
    assertThat(reference.display()).isEqualTo(DIGEST);
  }

  @Test
  void aTagBesideADigestIsIgnored() throws KitrailException {
    Reference reference = Reference.parse("ghcr.io/acme/faq:v1@" + DIGEST);

    assertThat(reference.tag()).isNull();
    assertThat(reference.digest()).isEqualTo(Digest.parse(DIGEST));
    assertThat(reference).hasToString("ghcr.io/acme/faq@" + DIGEST);
  }

  @Test
  void moreTagsFollowAfterCommas() throws KitrailException {
    Reference reference = Reference.parse("faq:v1,latest,v1.0");

    assertThat(reference.tag()).isEqualTo("v1");
    assertThat(reference.extraTags()).containsExactly("latest", "v1.0");
    assertThat(reference).hasToString("localhost/faq:v1");
  }

  @Test
  void anotherTagOrDigestKeepsTheRepository() throws KitrailException {
    Reference reference = Reference.parse("ghcr.io/acme/faq:v1,v2");

    assertThat(reference.withTag("v3")).hasToString("ghcr.io/acme/faq:v3");
    assertThat(reference.withDigest(Digest.parse(DIGEST)).withTag("v3"))
        .isEqualTo(Reference.parse("ghcr.io/acme/faq:v3"));
    assertThat(reference.withDigest(Digest.parse(DIGEST)))
        .isEqualTo(Reference.parse("ghcr.io/acme/faq@" + DIGEST));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Acme/faq:v1                    | write the repository in lower case: acme/faq
          ghcr.io/acme/FAQ               | write the repository in lower case: acme/faq
          GHCR.io/acme/faq               | write the registry in lower case: ghcr.io
          https://ghcr.io/acme/faq       | leave out https://
          http://localhost:5000/faq      | leave out http:// (--plain-http is the option for HTTP)
          oci://ghcr.io/acme/faq         | leave out oci://
          ghcr.io/                       | the repository is missing: write it as registry/repository:tag
          ghcr.io/:v1                    | the repository is missing: write it as registry/repository:tag
          ghcr.io//faq                   | a slash too many in "/faq"
          acme/faq/                      | a slash too many in "acme/faq/"
          acme/-faq                      | "-faq" is not part of a repository's name
          acme/f___q                     | "f___q" is not part of a repository's name
          acme/fäq                       | "fäq" is not part of a repository's name
          ../faq                         | ".." is not the host name of a registry
          my_registry:5000/faq           | "my_registry" is not the host name of a registry
          localhost:/faq                 | the registry's port must be a number from 1 to 65535
          localhost:99999/faq            | the registry's port must be a number from 1 to 65535
          faq:                           | a tag is missing after a colon or a comma
          faq:v1,                        | a tag is missing after a colon or a comma
          faq:-v1                        | "-v1" is not a tag
          faq:v1:v2                      | "v1:v2" is not a tag
          faq:v1/x                       | the registry's port must be a number from 1 to 65535
          faq@v1                         | what stands after @ must be a digest
          faq@sha256:1234                | what stands after @ must be a digest
          faq bot:v1                     | it holds a space or another character that no name has
          """)
  void aWrongNameSaysWhatToWrite(String text, String reason) {
    assertThatThrownBy(() -> Reference.parse(text))
        .isInstanceOfSatisfying(
            KitrailException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_INPUT))
        .hasMessageStartingWith("\"" + text + "\" is not the name of a ModelKit: " + reason);
  }

  @Test
  void aTagHas128CharactersAtMost() throws KitrailException {
    assertThat(Reference.parse("faq:" + "t".repeat(128)).tag()).hasSize(128);
    assertThatThrownBy(() -> Reference.parse("faq:" + "t".repeat(129)))
        .hasMessageEndingWith(": its tag has 129 characters, and 128 is the most.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a-", "a/", "a.b/"})
  void aNameHas255CharactersAtMost(String part) {
    String name = "ghcr.io/" + part.repeat(100_000) + "a:v1";

    assertThatThrownBy(() -> Reference.parse(name))
        .hasMessageEndingWith("characters, and 255 is the most.");
    assertThat(Reference.looksLikeModelKit(name)).isFalse();
  }

  @Test
  void aLongTagDoesNotCountForTheName() throws KitrailException {
    String name = "ghcr.io/" + "a".repeat(247);

    assertThat(Reference.parse(name + ":" + "t".repeat(128) + ",more").repositoryName())
        .isEqualTo(name);
    assertThat(Reference.parse(name + "@" + DIGEST).repositoryName()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sha256:1234", "sha256:", "sha512:abcdef"})
  void halfADigestIsNotTakenForATag(String text) {
    assertThatThrownBy(() -> Reference.parse(text))
        .hasMessage(
            "\""
                + text
                + "\" is not a digest that Kitrail can check: write sha256: and 64 lower-case"
                + " hexadecimal digits.");
  }

  @Test
  void anEmptyNameIsRefused() {
    assertThatThrownBy(() -> Reference.parse(""))
        .hasMessage("The name of a ModelKit is empty: write it as registry/repository:tag.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"faq:v1", "ghcr.io/acme/faq@" + DIGEST, DIGEST, "localhost:5000/faq"})
  void aModelsPathMayBeSuchAName(String path) {
    assertThat(Reference.looksLikeModelKit(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model",
        "models/a.gguf",
        "acme/faq",
        "ghcr.io/acme/faq",
        "C:\\model",
        "a b:c",
        ""
      })
  void otherPathsAreFolders(String path) {
    assertThat(Reference.looksLikeModelKit(path)).isFalse();
  }
}
