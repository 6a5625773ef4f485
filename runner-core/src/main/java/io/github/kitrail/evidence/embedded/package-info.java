/** Evidence that is a layer of the ModelKit that it is about. */
package io.github.kitrail.evidence.embedded;
