/** Where we run: GitHub, Jenkins, GitLab, a laptop. */
package io.github.kitrail.environment;
