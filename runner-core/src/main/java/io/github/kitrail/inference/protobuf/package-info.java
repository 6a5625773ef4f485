/** Reads protobuf messages from a stream without their schema's classes. */
package io.github.kitrail.inference.protobuf;
