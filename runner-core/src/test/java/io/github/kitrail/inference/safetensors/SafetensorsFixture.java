package io.github.kitrail.inference.safetensors;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes small safetensors files, right ones and wrong ones. */
public final class SafetensorsFixture {
  private SafetensorsFixture() {}

  /** A file with this header, as it is, and so many bytes of tensors. */
  public static byte[] file(String header, int data) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    return file(json, json.length, data);
  }

  static byte[] file(byte[] header, long claimed, int data) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(claimed).array());
    out.writeBytes(header);
    out.writeBytes(new byte[data]);
    return out.toByteArray();
  }

  /** Two tensors, BF16 and F32, of 6 and 2 numbers: 20 bytes. */
  public static byte[] twoTensors() {
    return file(
        """
        {"__metadata__":{"format":"pt","licence":"mit"},
         "a.weight":{"dtype":"BF16","shape":[2,3],"data_offsets":[0,12]},
         "b.bias":{"dtype":"F32","shape":[2],"data_offsets":[12,20]}}   """,
        20);
  }
}
