package io.github.kitrail.inference.safetensors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads one header, token by token: no tree of it is ever in memory. */
final class SafetensorsReader {
  /** As the format has it. */
  static final int MAX_HEADER_BYTES = 100_000_000;

  private static final int MAX_TENSORS = 1_000_000;
  private static final int MAX_METADATA_CHARACTERS = 16 * 1024 * 1024;
  private static final int LENGTH_BYTES = 8;
  private static final String METADATA = "__metadata__";

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNameLength(4096)
                  .maxStringLength(MAX_METADATA_CHARACTERS)
                  .maxNestingDepth(8)
                  .build())
          // A shared table of names would keep those of every file that was ever read.
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .build();

  private final String name;
  private final long size;
  private final Set<String> names = new HashSet<>();
  private final Map<String, Long> elements = new HashMap<>();
  private final Map<String, String> metadata = new TreeMap<>();
  private final Spans spans = new Spans();
  private boolean hasMetadata;
  private int metadataCharacters;

  SafetensorsReader(String name, long size) {
    this.name = name;
    this.size = size;
  }

  SafetensorsHeader read(InputStream in) throws IOException, KitrailException {
    long length = length(in.readNBytes(LENGTH_BYTES));
    byte[] header = in.readNBytes((int) length);
    if (header.length < length) {
      throw damaged("its header does not end before the file does");
    }
    if (header[0] != '{') {
      throw damaged("its header does not begin with {");
    }
    try (JsonParser json =
        JSON.createParser(
            new InputStreamReader(
                new ByteArrayInputStream(header), StandardCharsets.UTF_8.newDecoder()))) {
      json.nextToken();
      entries(json);
      if (json.nextToken() != null) {
        throw damaged("something follows its header");
      }
    } catch (JsonProcessingException e) {
      throw damaged("its header is no JSON that can be read");
    } catch (CharacterCodingException e) {
      throw damaged("its header is not UTF-8 text");
    }
    if (!spans.fill(size - LENGTH_BYTES - length)) {
      throw damaged(
          "its tensors do not fill the file's "
              + size
              + " bytes, so it was cut off or overwritten");
    }
    return new SafetensorsHeader(names.size(), new TreeMap<>(elements), new TreeMap<>(metadata));
  }

  private long length(byte[] bytes) throws KitrailException {
    if (bytes.length < LENGTH_BYTES) {
      throw damaged("it has less than 8 bytes");
    }
    long length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (length < 2 || length > MAX_HEADER_BYTES || length > size - LENGTH_BYTES) {
      throw damaged("it claims a header of " + Long.toUnsignedString(length) + " bytes");
    }
    return length;
  }

  private void entries(JsonParser json) throws IOException, KitrailException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      expect(json.nextToken() == JsonToken.START_OBJECT, key, "is no object");
      if (key.equals(METADATA)) {
        expect(!hasMetadata, key, "is there twice");
        hasMetadata = true;
        metadata(json);
      } else {
        expect(names.add(key), key, "is there twice");
        expect(names.size() <= MAX_TENSORS, key, "is one too many");
        tensor(key, json);
      }
    }
  }

  private void metadata(JsonParser json) throws IOException, KitrailException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      expect(json.nextToken() == JsonToken.VALUE_STRING, METADATA, "holds something but texts");
      String value = json.getText();
      metadataCharacters += key.length() + value.length();
      expect(metadataCharacters <= MAX_METADATA_CHARACTERS, METADATA, "is too long");
      expect(metadata.put(key, value) == null, METADATA, "has a name twice");
    }
  }

  private void tensor(String tensor, JsonParser json) throws IOException, KitrailException {
    String dtype = null;
    long count = -1;
    long begin = -1;
    long end = -1;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      JsonToken value = json.nextToken();
      if (field.equals("dtype") && dtype == null && value == JsonToken.VALUE_STRING) {
        dtype = json.getText();
      } else if (field.equals("shape") && count < 0 && value == JsonToken.START_ARRAY) {
        count = product(tensor, json);
      } else if (field.equals("data_offsets") && begin < 0 && value == JsonToken.START_ARRAY) {
        json.nextToken();
        begin = number(tensor, json);
        json.nextToken();
        end = number(tensor, json);
        expect(json.nextToken() == JsonToken.END_ARRAY, tensor, "has more than two offsets");
      } else {
        throw wrong(tensor, "is not described as the format has it");
      }
    }
    if (dtype == null || dtype.length() > 32 || count < 0 || begin < 0) {
      throw wrong(tensor, "is not described in full");
    }
    try {
      expect(
          begin <= end && Dtype.fits(dtype, count, end - begin),
          tensor,
          "has not the size it claims");
      elements.merge(dtype, count, Math::addExact);
    } catch (ArithmeticException e) {
      throw wrong(tensor, "has an impossible shape");
    }
    spans.add(begin, end);
  }

  private long product(String tensor, JsonParser json) throws IOException, KitrailException {
    long product = 1;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      try {
        product = Math.multiplyExact(product, number(tensor, json));
      } catch (ArithmeticException e) {
        throw wrong(tensor, "has an impossible shape");
      }
    }
    return product;
  }

  private long number(String tensor, JsonParser json) throws IOException, KitrailException {
    boolean whole =
        json.currentToken() == JsonToken.VALUE_NUMBER_INT
            && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
    expect(whole && json.getLongValue() >= 0, tensor, "has an impossible number");
    return json.getLongValue();
  }

  private void expect(boolean condition, String what, String otherwise) throws KitrailException {
    if (!condition) {
      throw wrong(what, otherwise);
    }
  }

  private KitrailException wrong(String what, String problem) {
    String shown = what.length() > 100 ? what.substring(0, 100) + "…" : what;
    return damaged("its " + shown.replaceAll("\\p{Cntrl}", "?") + " " + problem);
  }

  private KitrailException damaged(String reason) {
    return new KitrailException(
        ErrorCode.BAD_INPUT,
        name
            + " is a damaged safetensors file: "
            + reason
            + ". Copy, download or convert it again.");
  }
}
