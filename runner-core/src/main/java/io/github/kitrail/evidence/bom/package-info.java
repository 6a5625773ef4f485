/**
 * Bills of materials: what a ModelKit consists of, as CycloneDX. The only place that knows the
 * library, which is loaded when it is needed.
 */
package io.github.kitrail.evidence.bom;
