/**
 * Who we are to a registry: credentials as docker, podman and kit keep them, challenges, tokens.
 */
package io.github.kitrail.content.registry.auth;
