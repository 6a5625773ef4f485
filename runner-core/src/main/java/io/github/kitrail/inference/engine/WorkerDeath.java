package io.github.kitrail.inference.engine;

/** Why a worker ended, in words. */
final class WorkerDeath {
  private WorkerDeath() {}

  /**
   * From the exit status, which for a signal is 128 and its number, on Windows a status code.
   *
   * @param complaints what it said before
   */
  static String reason(int status, WorkerComplaints complaints) {
    String words = complaints.reason().map(reason -> ": " + reason).orElse("");
    return switch (status) {
      case 1 -> words.isEmpty() ? "the engine gave up" : words.substring(2);
      // 3: abort() on Windows, and a JVM that ran out of its own memory.
      case 3, 134 -> "the engine aborted" + words;
      case 137 -> "the system killed the engine, most likely because memory ran out" + words;
      case 139, 0xC0000005 -> "the engine crashed" + words;
      default -> "the engine ended with status " + status + words;
    };
  }
}
