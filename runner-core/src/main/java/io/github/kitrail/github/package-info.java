/** What GitHub's REST API is told of a step: checks, comments, deployments, attestations. */
package io.github.kitrail.github;
