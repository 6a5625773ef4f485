/** A ModelKit on its base ModelKits. */
package io.github.kitrail.chain;
