/** What must be true before a ModelKit may go on. */
package io.github.kitrail.policy;
