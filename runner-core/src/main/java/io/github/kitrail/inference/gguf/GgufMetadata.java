package io.github.kitrail.inference.gguf;

import io.github.kitrail.KitrailException;
import io.github.kitrail.modelkit.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The few metadata fields that are of use here; all others, vocabularies first, are skipped. */
final class GgufMetadata {
  private static final int MAX_KEY = 65_535;
  private static final int MAX_TEXT = 65_536;
  private static final int MAX_NESTING = 4;
  private static final int STRING = 8;
  private static final int ARRAY = 9;

  private static final Set<String> TEXTS =
      Set.of(
          "general.architecture",
          "general.name",
          "general.basename",
          "general.type",
          "tokenizer.ggml.model");
  private static final Set<String> NUMBERS =
      Set.of("general.file_type", "general.alignment", "split.count");

  /** May be long; its digest is enough. */
  private static final String CHAT_TEMPLATE = "tokenizer.chat_template";

  private final Map<String, Object> fields = new HashMap<>();

  private GgufMetadata() {}

  static GgufMetadata read(GgufInput in, int count) throws IOException, KitrailException {
    GgufMetadata metadata = new GgufMetadata();
    for (int i = 0; i < count; i++) {
      String key = in.string(MAX_KEY);
      metadata.value(in, key, in.u32());
    }
    return metadata;
  }

  boolean has(String key) {
    return fields.containsKey(key);
  }

  @Nullable String text(String key) {
    return fields.get(key) instanceof String text ? text : null;
  }

  @Nullable Digest chatTemplate() {
    return fields.get(CHAT_TEMPLATE) instanceof Digest digest ? digest : null;
  }

  /** A whole number, 0 when the field is missing. */
  long number(String key) {
    return fields.get(key) instanceof Long number ? number : 0;
  }

  private void value(GgufInput in, String key, int type) throws IOException, KitrailException {
    boolean number =
        NUMBERS.contains(key) || (key.endsWith(".context_length") && key.length() < 256);
    if (type == STRING && key.equals(CHAT_TEMPLATE)) {
      fields.put(key, in.digestOfString());
    } else if (type == STRING && TEXTS.contains(key)) {
      fields.put(key, in.string(MAX_TEXT));
    } else if (number && type != STRING && type != ARRAY) {
      fields.put(key, number(in, key, type));
    } else if (TEXTS.contains(key) || number) {
      throw in.damaged("its field " + key + " is of the wrong type " + type);
    } else {
      skip(in, type, 1, 0);
    }
  }

  private static long number(GgufInput in, String key, int type)
      throws IOException, KitrailException {
    ByteBuffer value = in.little(width(in, type));
    return switch (type) {
      case 0 -> value.get() & 0xffL;
      case 1 -> value.get();
      case 2 -> value.getShort() & 0xffffL;
      case 3 -> value.getShort();
      case 4 -> value.getInt() & 0xffffffffL;
      case 5 -> value.getInt();
      case 10, 11 -> value.getLong();
      default -> throw in.damaged("its field " + key + " is of the wrong type " + type);
    };
  }

  private static void skip(GgufInput in, int type, long count, int nesting)
      throws IOException, KitrailException {
    if (type == STRING) {
      for (long i = 0; i < count; i++) {
        in.skipString();
      }
    } else if (type == ARRAY) {
      if (nesting == MAX_NESTING) {
        throw in.damaged("it nests lists too deeply");
      }
      for (long i = 0; i < count; i++) {
        int elementType = in.u32();
        skip(in, elementType, elements(in), nesting + 1);
      }
    } else {
      in.skip(count * width(in, type));
    }
  }

  private static long elements(GgufInput in) throws IOException, KitrailException {
    long count = in.u64();
    if (count < 0 || count > in.size()) {
      throw in.damaged("a list claims to have " + Long.toUnsignedString(count) + " elements");
    }
    return count;
  }

  /** The bytes of one number of this type. */
  private static int width(GgufInput in, int type) throws KitrailException {
    return switch (type) {
      case 0, 1, 7 -> 1;
      case 2, 3 -> 2;
      case 4, 5, 6 -> 4;
      case 10, 11, 12 -> 8;
      default ->
          throw in.damaged("it has a value of the unknown type " + Integer.toUnsignedString(type));
    };
  }
}
