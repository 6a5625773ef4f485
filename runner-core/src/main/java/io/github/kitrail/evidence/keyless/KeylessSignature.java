package io.github.kitrail.evidence.keyless;

import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/**
 * A signature, and what it is said to be of and by.
 *
 * @param message the bytes that were signed: an envelope's type and payload, in DSSE's encoding
 * @param payload the envelope's payload alone; null where there is no envelope
 * @param certificate whose key verifies it
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record KeylessSignature(
    byte[] message, byte @Nullable [] payload, byte[] signature, X509Certificate certificate) {}
