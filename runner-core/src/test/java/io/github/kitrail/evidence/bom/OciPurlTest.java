package io.github.kitrail.evidence.bom;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitrail.modelkit.Digest;
import org.junit.jupiter.api.Test;

class OciPurlTest {
  private static final Digest DIGEST = new Digest("ab".repeat(32));

  /** As the canonical forms in the purl specification's own tests. */
  @Test
  void namesARepositoryAsTheSpecificationDoes() {
    assertThat(OciPurl.of("docker.io/library/debian", "library/debian", DIGEST))
        .isEqualTo("pkg:oci/debian@" + DIGEST + "?repository_url=docker.io%2Flibrary%2Fdebian");
    assertThat(OciPurl.of("localhost:5000/m", "m", DIGEST))
        .isEqualTo("pkg:oci/m@" + DIGEST + "?repository_url=localhost:5000%2Fm");
    assertThat(OciPurl.of(null, "team/Faq_Bot", DIGEST)).isEqualTo("pkg:oci/faq_bot@" + DIGEST);
  }
}
