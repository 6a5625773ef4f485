/** What processes that we start get to see. */
package io.github.kitrail.inference.process;
