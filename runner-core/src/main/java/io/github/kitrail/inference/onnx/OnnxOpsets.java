package io.github.kitrail.inference.onnx;

import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.protobuf.ProtoMessage;
import java.io.IOException;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which versions of which domains' operators are imported. */
final class OnnxOpsets {
  private static final String STANDARD = "ai.onnx";
  private static final int LONGEST_DOMAIN = 4096;
  private static final int MAX_DOMAINS = 1000;

  private final SortedMap<String, Long> versions = new TreeMap<>();

  /** ONNX's own domain may be called nothing. */
  static String name(String domain) {
    return domain.isEmpty() ? STANDARD : domain;
  }

  /** {@code OperatorSetIdProto}. */
  void add(ProtoMessage opset) throws IOException, KitrailException {
    String domain = "";
    long version = 0;
    while (opset.next()) {
      if (opset.field() == 1) {
        domain = opset.text(LONGEST_DOMAIN);
      } else if (opset.field() == 2) {
        version = opset.number();
      }
    }
    versions.put(name(domain), version);
    if (versions.size() > MAX_DOMAINS) {
      throw opset.damaged("it imports more than " + MAX_DOMAINS + " domains");
    }
  }

  SortedMap<String, Long> versions() {
    return versions;
  }

  /** Tells the domains that are used but not imported. */
  void check(Set<String> used, Problems problems) {
    used.stream().filter(it -> !versions.containsKey(it)).forEach(problems::add);
  }
}
