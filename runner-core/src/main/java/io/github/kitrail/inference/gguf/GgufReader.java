package io.github.kitrail.inference.gguf;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one header. Every count and length is checked before anything is kept or skipped. */
final class GgufReader {
  private static final int MAX_PAIRS = 65_536;
  private static final int MAX_TENSORS = 65_536;
  private static final int MAX_NAME = 256;

  /** What ggml allows. */
  private static final int MAX_DIMENSIONS = 4;

  private GgufReader() {}

  static GgufHeader read(Path file) throws KitrailException {
    try (GgufInput in = new GgufInput(file)) {
      return read(in);
    } catch (IOException e) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT, "Could not read the model " + file + ": " + e.getMessage() + ".", e);
    }
  }

  static GgufHeader read(GgufInput in) throws IOException, KitrailException {
    int version = version(in);
    long tensorCount = count(in, MAX_TENSORS, "tensors");
    long pairCount = count(in, MAX_PAIRS, "metadata fields");
    GgufMetadata metadata = GgufMetadata.read(in, (int) pairCount);
    List<GgufTensor> relative = new ArrayList<>();
    for (long i = 0; i < tensorCount; i++) {
      relative.add(tensor(in));
    }
    return new GgufHeader(
        version,
        metadata.text("general.architecture"),
        metadata.text("general.name"),
        metadata.text("general.basename"),
        textOr(metadata.text("general.type"), "model"),
        metadata.has("general.file_type")
            ? GgufFileType.name(metadata.number("general.file_type"))
            : null,
        metadata.number(metadata.text("general.architecture") + ".context_length"),
        metadata.chatTemplate(),
        metadata.text("tokenizer.ggml.model"),
        (int) Math.max(1, Math.min(metadata.number("split.count"), 99_999)),
        placed(in, relative, metadata.number("general.alignment")));
  }

  private static String textOr(@Nullable String text, String otherwise) {
    return text == null ? otherwise : text;
  }

  private static int version(GgufInput in) throws IOException, KitrailException {
    String magic = new String(in.bytes((int) Math.min(4, in.size())), StandardCharsets.ISO_8859_1);
    if (!magic.equals("GGUF")) {
      throw noGguf(in, magic);
    }
    int version = in.u32();
    if (version == 2 || version == 3) {
      return version;
    }
    int swapped = Integer.reverseBytes(version);
    if (swapped == 2 || swapped == 3) {
      throw unsupported(in, "it is written for big-endian machines; convert it to little-endian");
    }
    if (version == 1) {
      throw unsupported(
          in, "version 1 of the format is no longer read by llama.cpp; convert it again");
    }
    throw unsupported(
        in,
        "it claims version "
            + Integer.toUnsignedString(version)
            + " of the format, known are 2, 3");
  }

  private static KitrailException noGguf(GgufInput in, String magic)
      throws IOException, KitrailException {
    String what = "it does not begin with the letters GGUF";
    if (in.size() == 0) {
      what = "it is empty";
    } else if (magic.equals("vers") && in.size() < 1024) {
      String pointer = new String(in.bytes((int) in.size() - 4), StandardCharsets.ISO_8859_1);
      what =
          pointer.contains("git-lfs")
              ? "it is only a Git LFS pointer to the model; run git lfs pull"
              : what;
    }
    return unsupported(in, what);
  }

  private static KitrailException unsupported(GgufInput in, String reason) {
    return new KitrailException(
        ErrorCode.BAD_INPUT, in.name() + " is no GGUF file that works: " + reason + ".");
  }

  private static long count(GgufInput in, int limit, String what)
      throws IOException, KitrailException {
    long count = in.u64();
    if (count < 0 || count > limit) {
      throw in.damaged("it claims to have " + Long.toUnsignedString(count) + " " + what);
    }
    return count;
  }

  /** One tensor, its offset still counted from the beginning of the data. */
  private static GgufTensor tensor(GgufInput in) throws IOException, KitrailException {
    String name = in.string(MAX_NAME);
    int axes = in.u32();
    if (axes < 0 || axes > MAX_DIMENSIONS) {
      throw in.damaged("tensor " + name + " has " + Integer.toUnsignedString(axes) + " dimensions");
    }
    List<Long> dimensions = new ArrayList<>();
    for (int i = 0; i < axes; i++) {
      dimensions.add(in.u64());
    }
    int type = in.u32();
    long offset = in.u64();
    try {
      long elements = 1;
      for (long dimension : dimensions) {
        if (dimension <= 0) {
          throw new ArithmeticException("not positive");
        }
        elements = Math.multiplyExact(elements, dimension);
      }
      return new GgufTensor(name, dimensions, type, offset, GgmlType.size(type, elements));
    } catch (ArithmeticException e) {
      throw in.damaged("tensor " + name + " has the impossible shape " + dimensions);
    }
  }

  private static List<GgufTensor> placed(GgufInput in, List<GgufTensor> relative, long alignment)
      throws KitrailException {
    long unit = alignment == 0 ? 32 : alignment;
    if (unit < 0 || unit > 1 << 20 || Long.bitCount(unit) != 1) {
      throw in.damaged("its alignment is " + alignment);
    }
    long data = (in.position() + unit - 1) / unit * unit;
    List<GgufTensor> placed = new ArrayList<>();
    for (GgufTensor tensor : relative) {
      long offset = tensor.offset();
      long size = Math.max(0, tensor.size());
      if (offset < 0 || offset % unit != 0 || size > in.size() || offset > in.size()) {
        throw beyond(in, tensor);
      }
      if (data + offset + size > in.size()) {
        throw beyond(in, tensor);
      }
      placed.add(
          new GgufTensor(
              tensor.name(), tensor.dimensions(), tensor.type(), data + offset, tensor.size()));
    }
    return placed;
  }

  private static KitrailException beyond(GgufInput in, GgufTensor tensor) {
    return in.damaged(
        "the weights of tensor "
            + tensor.name()
            + " do not lie within the file's "
            + in.size()
            + " bytes, so it was cut off or overwritten");
  }
}
