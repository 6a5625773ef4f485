package io.github.kitrail.policy.expression;

/** What an expression can be about. */
public enum Scope {
  /** One verified piece of evidence, and all that {@link #MODELKIT} has. */
  EVIDENCE,
  /** A ModelKit with all that is known about it. */
  MODELKIT
}
