/** What came out of a smoke test, for people and programs. */
package io.github.kitrail.inference.report;
