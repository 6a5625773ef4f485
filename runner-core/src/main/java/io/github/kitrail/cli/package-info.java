/** The kitrail command: one small class per command; options in, result out, no logic. */
package io.github.kitrail.cli;
