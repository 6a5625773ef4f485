package io.jenkins.plugins.kitrail.facts;

import java.io.Serializable;

/** A rule of a policy and what became of it. */
public final class RuleFacts implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final boolean passed;
  private final int line;
  private final String explanation;

  private RuleFacts(Fields rule) {
    name = rule.textOf("rule");
    passed = rule.isTrue("passed");
    line = (int) rule.count("line");
    explanation = rule.textOf("explanation");
  }

  static RuleFacts of(Fields rule) {
    return new RuleFacts(rule);
  }

  public String getName() {
    return name;
  }

  public boolean isPassed() {
    return passed;
  }

  /** Of the policy, where the rule begins, counted from 1. */
  public int getLine() {
    return line;
  }

  /** A sentence that begins with the rule's name. */
  public String getExplanation() {
    return explanation;
  }
}
