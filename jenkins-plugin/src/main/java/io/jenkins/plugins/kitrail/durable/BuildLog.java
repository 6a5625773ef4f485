package io.jenkins.plugins.kitrail.durable;

import io.jenkins.plugins.kitrail.command.SecretMask;
import java.io.PrintStream;

/**
 * Where the log of a build goes on.
 *
 * @param out the build's log itself
 * @param mask what must not get there
 * @param pending the line that is not whole yet
 */
public record BuildLog(PrintStream out, SecretMask mask, Pending pending) {}
