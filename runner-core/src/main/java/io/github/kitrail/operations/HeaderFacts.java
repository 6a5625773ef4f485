package io.github.kitrail.operations;

import io.github.kitrail.evidence.bom.ModelFacts;
import io.github.kitrail.inference.gguf.GgufHeader;
import io.github.kitrail.inference.safetensors.SafetensorsHeader;
import io.github.kitrail.operations.ModelHeaders.ModelFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of a layer's files say together. A number that needs all files of a model is
 * told only when all were read and are one model: one file, or all the parts of one.
 */
final class HeaderFacts {
  /** Trainers write whole data set listings there; such texts, and more of them, are left out. */
  private static final int MAX_VALUE_CHARACTERS = 1024;

  private static final int MAX_ENTRIES = 64;

  private static final Pattern PART = Pattern.compile("(.*)-(\\d{5})-of-(\\d{5})\\.[a-z]+");

  private final Map<String, String> properties = new LinkedHashMap<>();

  private HeaderFacts() {}

  /**
   * @param complete whether these are all files of the layer
   * @return empty when no file says anything
   */
  static Optional<ModelFacts> of(List<ModelFile> files, boolean complete) {
    boolean all = complete && files.stream().noneMatch(HeaderFacts::isDamaged);
    List<ModelFile> gguf = mains(files.stream().filter(it -> it.gguf() != null).toList());
    List<ModelFile> safetensors = files.stream().filter(it -> it.safetensors() != null).toList();
    HeaderFacts facts = new HeaderFacts();
    if (!gguf.isEmpty()) {
      return Optional.of(facts.ofGguf(gguf, all && isOneModel(gguf)));
    }
    if (!safetensors.isEmpty()) {
      return Optional.of(facts.ofSafetensors(safetensors, all && isOneModel(safetensors)));
    }
    return Optional.empty();
  }

  private static boolean isDamaged(ModelFile file) {
    return file.gguf() == null && file.safetensors() == null;
  }

  /** Without what only goes with a model, where there is one: adapters, the part that sees. */
  private static List<ModelFile> mains(List<ModelFile> gguf) {
    List<ModelFile> models =
        gguf.stream()
            .filter(it -> it.gguf() != null && it.gguf().type().equals("model"))
            .filter(it -> it.gguf() != null && !"clip".equals(it.gguf().architecture()))
            .toList();
    return models.isEmpty() ? gguf : models;
  }

  /** By the names that llama.cpp and the Hugging Face libraries give to the parts of one model. */
  private static boolean isOneModel(List<ModelFile> files) {
    if (files.size() == 1) {
      Matcher only = PART.matcher(files.get(0).path());
      return !only.matches() || Integer.parseInt(only.group(3)) == 1;
    }
    TreeSet<String> models = new TreeSet<>();
    TreeSet<Integer> numbers = new TreeSet<>();
    for (ModelFile file : files) {
      Matcher part = PART.matcher(file.path());
      if (!part.matches() || !numbers.add(Integer.parseInt(part.group(2)))) {
        return false;
      }
      models.add(part.group(1) + " of " + Integer.parseInt(part.group(3)));
    }
    return models.size() == 1
        && models.first().endsWith(" of " + numbers.size())
        && numbers.first() == 1
        && numbers.last() == numbers.size();
  }

  private ModelFacts ofGguf(List<ModelFile> files, boolean oneModel) {
    List<GgufHeader> headers = files.stream().map(it -> Objects.requireNonNull(it.gguf())).toList();
    put("format", "GGUF");
    put("name", common(headers, GgufHeader::name));
    put("type", common(headers, GgufHeader::type));
    put("quantization", common(headers, GgufHeader::fileType));
    if (oneModel) {
      put("parameters", headers.stream().mapToLong(GgufHeader::parameters).sum() + "");
      put("tensors", headers.stream().mapToLong(it -> it.tensors().size()).sum() + "");
    }
    put(
        "contextLength",
        common(headers, it -> it.contextLength() == 0 ? null : it.contextLength() + ""));
    put("tokenizer", common(headers, GgufHeader::tokenizer));
    put("chatTemplate", common(headers, it -> text(it.chatTemplateDigest())));
    return new ModelFacts(
        common(headers, GgufHeader::architecture),
        common(headers, GgufHeader::baseName),
        properties);
  }

  private ModelFacts ofSafetensors(List<ModelFile> files, boolean oneModel) {
    List<SafetensorsHeader> headers =
        files.stream().map(it -> Objects.requireNonNull(it.safetensors())).toList();
    put("format", "safetensors");
    put(
        "dtypes",
        headers.stream()
            .flatMap(it -> it.elements().keySet().stream())
            .distinct()
            .sorted()
            .collect(Collectors.joining(", ")));
    if (oneModel) {
      put("parameters", headers.stream().mapToLong(SafetensorsHeader::parameters).sum() + "");
      put("tensors", headers.stream().mapToLong(SafetensorsHeader::tensors).sum() + "");
    }
    headers.get(0).metadata().keySet().stream()
        .limit(MAX_ENTRIES)
        .filter(key -> key.length() <= MAX_VALUE_CHARACTERS)
        .forEach(key -> put("metadata:" + key, common(headers, it -> it.metadata().get(key))));
    return new ModelFacts(null, null, properties);
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  private void put(String name, @Nullable String value) {
    if (value != null && !value.isEmpty() && value.length() <= MAX_VALUE_CHARACTERS) {
      properties.put(name, value);
    }
  }

  /** What all that say it agree on; null when nobody does, or they differ. */
  private static <T> @Nullable String common(List<T> headers, Function<T, @Nullable String> field) {
    List<String> said =
        headers.stream()
            .map(field)
            .filter(Objects::nonNull)
            .map(Objects::requireNonNull)
            .distinct()
            .toList();
    return said.size() == 1 ? said.get(0) : null;
  }
}
