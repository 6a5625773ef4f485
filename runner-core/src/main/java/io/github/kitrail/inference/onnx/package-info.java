/** What an ONNX file says about itself, without running it. */
package io.github.kitrail.inference.onnx;
