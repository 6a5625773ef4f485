package io.github.kitrail.content.faults;

import io.github.kitrail.fixture.Fault;
import io.github.kitrail.fixture.FaultRule;

/** The requests of a push or a pull that something can go wrong with. */
enum FaultPlace {
  SESSION("upload session start", "POST", "/v2/.+/blobs/uploads/", true),
  BODY("upload body", "PATCH", "/v2/.+/blobs/uploads/.+", true),
  COMMIT("upload commit", "PUT", "/v2/.+/blobs/uploads/.+", true),
  MANIFEST_WRITE("manifest, written", "PUT", "/v2/.+/manifests/sha256:.+", true),
  HEAD("HEAD", "HEAD", "/v2/.+/manifests/.+", false),
  MANIFEST_READ("manifest, read", "GET", "/v2/.+/manifests/sha256:.+", false),
  REFERRERS("referrers", "GET", "/v2/.+/referrers/.+", false),
  DOWNLOAD("download", "GET", "/v2/.+/blobs/.+", false),
  TOKEN("token", "GET", "/token", false);

  private final String title;
  private final String method;
  private final String path;
  private final boolean pushes;

  FaultPlace(String title, String method, String path, boolean pushes) {
    this.title = title;
    this.method = method;
    this.path = path;
    this.pushes = pushes;
  }

  String title() {
    return title;
  }

  /** Whether a push meets it; else a pull does. */
  boolean pushes() {
    return pushes;
  }

  /** Whether its request has a body that can be cut. */
  boolean sends() {
    return this == BODY || this == MANIFEST_WRITE;
  }

  /** Whether its answer has a body that can be wrong. */
  boolean receives() {
    return !pushes && this != HEAD;
  }

  /** The rule that plays this fault here. */
  FaultRule rule(Fault fault) {
    return FaultRule.on(method, path).with(fault);
  }
}
