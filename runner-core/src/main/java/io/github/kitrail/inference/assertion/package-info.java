/** What a smoke test expects of an answer, in promptfoo's words; one small class for each idea. */
package io.github.kitrail.inference.assertion;
