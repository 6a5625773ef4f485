package io.github.kitrail.operations;

import io.github.kitrail.KitrailException;
import io.github.kitrail.environment.BuildFacts;
import io.github.kitrail.evidence.CertifiedSigner;
import io.github.kitrail.evidence.predicate.Predicate;
import io.github.kitrail.evidence.predicate.Provenance;
import io.github.kitrail.evidence.predicate.ResourceDescriptor;
import io.github.kitrail.modelkit.Kitfile;
import io.github.kitrail.modelkit.Manifest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The SLSA provenance of a folder that became a ModelKit; docs/buildtypes says what is in it.
 *
 * @param chosen what the user chose, such as the reference
 * @param began when the build began
 */
record BuildProvenance(PreparedFolder folder, Map<String, String> chosen, Instant began) {
  private static final String GITHUB = "https://token.actions.githubusercontent.com";
  private static final String GITHUB_BUILD_TYPE =
      "https://actions.github.io/buildtypes/workflow/v1";
  private static final String BUILD_SIGNER = "buildSignerURI";

  /**
   * @param manifest of the ModelKit that was made, or of what is there of it by now
   * @param kitfile the same one's
   * @param signer who has signed for this build already; null for a key
   */
  Predicate predicate(
      Kitfile kitfile, Manifest manifest, Instant ended, @Nullable CertifiedSigner signer)
      throws KitrailException {
    BuildFacts here = folder.build();
    io.github.kitrail.evidence.predicate.BuildFacts.Builder facts =
        io.github.kitrail.evidence.predicate.BuildFacts.of(here.buildType(), builder(here, signer))
            .invocationId(here.invocationId())
            .time(began.truncatedTo(ChronoUnit.SECONDS), ended.truncatedTo(ChronoUnit.SECONDS));
    here.externalParameters().forEach(facts::externalParameter);
    here.internalParameters().forEach(facts::internalParameter);
    if (here.isOfOurBuildType()) {
      facts.externalParameter("kitrail", publishable(chosen));
    } else {
      // GitHub's build type wants external parameters that it does not know to be rejected.
      facts.internalParameter("kitrail", publishable(chosen));
    }
    BuildInputs inputs = new BuildInputs(here, folder.chain(), kitfile, manifest);
    for (ResourceDescriptor input : inputs.list()) {
      facts.dependency(input);
    }
    return Provenance.of(facts.build()).toPredicate();
  }

  /**
   * Of the path of an OCI layout the last part is enough: where it lies is this machine's affair.
   */
  private static Map<String, String> publishable(Map<String, String> chosen) {
    Map<String, String> told = new LinkedHashMap<>(chosen);
    told.computeIfPresent(
        "reference", (name, reference) -> reference.replaceFirst("^oci:.*[/\\\\]", "oci:"));
    return told;
  }

  /**
   * GitHub's build type wants the workflow that signs, which may be a reusable one. No variable of
   * the job tells its name, but the certificate does, by GitHub's word.
   */
  private static String builder(BuildFacts here, @Nullable CertifiedSigner signer) {
    if (signer == null
        || !signer.issuer().equals(GITHUB)
        || !here.buildType().equals(GITHUB_BUILD_TYPE)) {
      return here.builderId();
    }
    return signer.claims().getOrDefault(BUILD_SIGNER, here.builderId());
  }
}
