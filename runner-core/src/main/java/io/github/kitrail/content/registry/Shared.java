package io.github.kitrail.content.registry;

import io.github.kitrail.content.registry.auth.Credentials;
import io.github.kitrail.content.registry.http.Http;

/** What all registries of one run share. */
record Shared(
    Http http, Credentials credentials, Ranges ranges, BlobHomes homes, UploadRates rates) {}
