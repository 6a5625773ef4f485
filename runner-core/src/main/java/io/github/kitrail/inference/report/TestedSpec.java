package io.github.kitrail.inference.report;

import io.github.kitrail.modelkit.Digest;

/**
 * The smoke tests that a report is about.
 *
 * @param name the file's
 * @param tests how many it has, also when only a shard of them was run
 */
public record TestedSpec(String name, Digest digest, int tests) {}
