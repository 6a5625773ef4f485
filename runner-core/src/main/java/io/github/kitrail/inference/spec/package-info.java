/** What a smoke.yaml has beside its own text: variables, files that it names, JSON schemas. */
package io.github.kitrail.inference.spec;
