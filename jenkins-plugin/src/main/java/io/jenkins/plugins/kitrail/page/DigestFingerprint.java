package io.jenkins.plugins.kitrail.page;

import hudson.model.Fingerprint;
import hudson.model.Run;
import hudson.tasks.Fingerprinter.FingerprintAction;
import io.jenkins.plugins.kitrail.facts.StepFacts;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;

/**
 * Which builds made or used a ModelKit. Jenkins knows a fingerprint by 32 hexadecimal digits, an
 * MD5 of a file; as for images of <a
 * href="https://github.com/jenkinsci/docker-commons-plugin/blob/master/src/main/java/org/jenkinsci/plugins/docker/commons/fingerprint/DockerFingerprints.java">Docker</a>,
 * they are the first 32 of the digest, so that one finds the one by the other.
 */
final class DigestFingerprint {
  private static final Pattern DIGEST = Pattern.compile("sha256:([0-9a-f]{32})[0-9a-f]{32}");

  private DigestFingerprint() {}

  /** Nothing happens when the step knows no digest. */
  static void record(Run<?, ?> run, StepFacts step) throws IOException {
    Matcher digest = DIGEST.matcher(String.valueOf(step.digest()));
    if (!digest.matches()) {
      return;
    }
    String id = digest.group(1);
    Fingerprint fingerprint =
        Jenkins.get()
            .getFingerprintMap()
            .getOrCreate(step.isOrigin() ? run : null, step.name(), id);
    fingerprint.addFor(run);
    synchronized (run) {
      FingerprintAction present = run.getAction(FingerprintAction.class);
      if (present == null) {
        run.addAction(new FingerprintAction(run, Map.of(step.name(), id)));
      } else {
        present.add(Map.of(step.name(), id));
      }
      run.save();
    }
  }
}
