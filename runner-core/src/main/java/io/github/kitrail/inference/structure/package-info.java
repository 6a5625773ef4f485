/** Checks of a model's files that need no engine: are they whole, and what runs on loading them. */
package io.github.kitrail.inference.structure;
