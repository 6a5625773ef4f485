package io.github.kitrail;

/** Why something could not be done, as a word for programs and an exit status for shells. */
public enum ErrorCode {
  /** A bug of ours. */
  UNEXPECTED(1),
  /** The command line, a Kitfile, a spec, a policy, or a file is not what it must be. */
  BAD_INPUT(2),
  /** A key, passphrase or credential that the configuration asks for is missing or unusable. */
  BAD_CREDENTIAL(2),
  /** Evidence is missing, forged, or made by somebody else. */
  NOT_TRUSTED(3),
  /** Bytes are not those that their digest promises. */
  DIGEST_MISMATCH(3),
  /** An archive or a server tries something that no honest one does. */
  HOSTILE_CONTENT(3),
  /** The policy says no. */
  DENIED_BY_POLICY(3),
  /** The packaged model did not pass its smoke tests. */
  TESTS_FAILED(4),
  /** Bytes could not be moved, retries included. */
  TRANSFER_FAILED(5),
  /** The disk is full. */
  NO_SPACE(5),
  /** The store or the registry does not have it. */
  NOT_FOUND(6),
  /** The registry does not let us: not logged in, or not allowed. */
  ACCESS_DENIED(6),
  /** Interrupted by the user or by the system. */
  CANCELLED(130);

  private final int exitStatus;

  ErrorCode(int exitStatus) {
    this.exitStatus = exitStatus;
  }

  /** The exit status of a process that ends for this reason. */
  public int exitStatus() {
    return exitStatus;
  }
}
