package io.github.kitrail.inference.onnx;

/**
 * A tensor whose numbers are in another file.
 *
 * @param location the file, relative to the folder of the model's, as the model says
 * @param offset bytes from that file's beginning
 * @param length bytes; -1 when neither the model nor the tensor's shape tells, which is to the end
 */
public record OnnxTensor(String name, String location, long offset, long length) {}
