package io.github.kitrail.workflow;

import io.github.kitrail.Peers;
import io.github.kitrail.cli.PeerProgram;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** actionlint, with shellcheck for the scripts. */
record Actionlint(LocalCopy copy) {
  /** It looks for the file beside the action.yml; of an image, it is one in there. */
  private static final String IN_THE_IMAGE =
      "file \"/opt/kitrail/.+ specified at \"entrypoint\" key";

  PeerProgram.Ended check(List<Path> files) throws Exception {
    List<String> words =
        new ArrayList<>(List.of("-no-color", "-oneline", "-pyflakes=", "-ignore", IN_THE_IMAGE));
    words.add("-shellcheck=" + Peers.program("shellcheck"));
    files.forEach(it -> words.add(it.toString()));
    return new PeerProgram("actionlint", copy.root(), Map.of()).end(words);
  }
}
