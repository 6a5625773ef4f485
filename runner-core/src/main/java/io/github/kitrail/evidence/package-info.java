/** Signatures and attestations: keys, statements, bundles, attaching, reading, verifying. */
package io.github.kitrail.evidence;
