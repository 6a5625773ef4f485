/** Tests that are commands of the user's own. */
package io.github.kitrail.inference.command;
