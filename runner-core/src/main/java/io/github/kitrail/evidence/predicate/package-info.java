/** What attestations say: predicate types, and the predicates that Kitrail writes itself. */
package io.github.kitrail.evidence.predicate;
