package io.github.kitrail.inference.report;

/**
 * An expectation and whether an answer met it.
 *
 * @param expectation what goes on from "expected …", such as {@code to contain: Paris}
 * @param score 0 to 1: 1 or 0 for what holds or does not, in between where a word measures a
 *     likeness
 * @param weight how much it counts among the test's assertions; 0 only reports
 * @param detail what helps to see why, or empty
 */
public record CheckedAssertion(
    String expectation, boolean holds, double score, double weight, String detail) {}
