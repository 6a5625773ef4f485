/** Keys that sign and verify: cosign's files, plain PEM, development keys. */
package io.github.kitrail.evidence.key;
