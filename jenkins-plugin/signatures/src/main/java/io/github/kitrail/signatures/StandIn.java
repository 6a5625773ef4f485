package io.github.kitrail.signatures;

/** What a signature does: nothing. */
public final class StandIn {
  private StandIn() {}

  /** For the body of a method whose real one is in Jenkins. */
  public static UnsupportedOperationException body() {
    return new UnsupportedOperationException(
        "This is a signature of Jenkins' API, to compile against; only a real Jenkins does this.");
  }
}
