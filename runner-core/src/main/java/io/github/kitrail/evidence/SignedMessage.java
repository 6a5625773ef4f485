package io.github.kitrail.evidence;

/**
 * A signature, and what a verifier needs to know to check it.
 *
 * @param material goes into the bundle as it is
 */
public record SignedMessage(byte[] signature, VerificationMaterial material) {}
