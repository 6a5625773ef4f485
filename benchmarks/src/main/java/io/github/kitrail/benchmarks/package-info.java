/** Measurements inside the JVM. See benchmarks/README.md. */
@org.jspecify.annotations.NullMarked
package io.github.kitrail.benchmarks;
