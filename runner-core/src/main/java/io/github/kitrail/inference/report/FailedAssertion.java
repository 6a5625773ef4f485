package io.github.kitrail.inference.report;

/**
 * An expectation that an answer did not meet.
 *
 * @param expectation what goes on from "expected …", such as {@code to contain: Paris}
 * @param detail what helps to see why, or empty
 */
public record FailedAssertion(String expectation, String detail) {}
