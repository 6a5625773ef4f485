package io.github.kitrail.deploy;

import com.samskivert.mustache.Mustache;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What templates can name. Every name is always there; what is not known is empty, so that a
 * section of it is left out and a wrong name is an error. Documented in docs/targets.md.
 *
 * @param unquoted the names whose values need no quotes
 */
record TemplateValues(Map<String, Object> values, Set<String> unquoted) {
  static TemplateValues of(
      Target.Description target,
      RenderFacts facts,
      GenerationParameters generation,
      Map<String, Object> parameters) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("target", Map.of("name", target.name(), "title", target.title()));
    values.put("digest", facts.digest().toString());
    values.put("reference", orEmpty(facts.reference()));
    values.put("repository", orEmpty(facts.repository()));
    values.put("name", orEmpty(facts.name()));
    values.put("slug", Slug.of(facts));
    values.put("version", orEmpty(facts.version()));
    values.put("description", orEmpty(facts.description()));
    values.put("license", orEmpty(facts.license()));
    values.put("format", facts.format());
    values.put("model", file(facts.model()));
    values.put("adapters", facts.adapters().stream().map(TemplateValues::file).toList());
    values.put("chatTemplate", facts.chatTemplate());
    values.put("contextLength", facts.contextLength() == null ? "" : facts.contextLength());
    values.put("hasAdapters", !facts.adapters().isEmpty());
    values.put("generation", generation.byName());
    values.put("settings", generation.settings());
    values.put("stops", generation.stops());
    values.put("hasStops", !generation.stops().isEmpty());
    values.put("bases", facts.bases().stream().map(TemplateValues::base).toList());
    values.put("pulls", PullStep.of(facts).stream().map(PullStep::asMap).toList());
    values.put("param", parameters);
    values.put("unexpanded", UNEXPANDED);
    return new TemplateValues(values, unquoted(parameters));
  }

  /**
   * Kubernetes replaces {@code $(NAME)} in commands, arguments and variables; two dollars are one.
   */
  private static final Mustache.Lambda UNEXPANDED =
      (fragment, out) -> out.write(fragment.execute().replace("$", "$$"));

  private static Map<String, Object> file(ModelFile file) {
    return Map.of("path", file.path(), "file", file.name());
  }

  private static Map<String, Object> base(BaseModelKit base) {
    return Map.of("reference", base.repository() + "@" + base.digest());
  }

  private static Set<String> unquoted(Map<String, Object> parameters) {
    Set<String> names = new TreeSet<>(Set.of("digest", "contextLength", "key", "number"));
    parameters.forEach(
        (name, value) -> {
          if (!(value instanceof String)) {
            names.add("param." + name);
          }
        });
    return names;
  }

  /** All that a template can name at its top level, for suggestions. */
  Set<String> names() {
    Set<String> names = new TreeSet<>();
    values.forEach((name, value) -> addNames(names, name, value));
    return names;
  }

  private static void addNames(Set<String> names, String name, Object value) {
    names.add(name);
    if (value instanceof Map<?, ?> map) {
      List<Object> keys = new ArrayList<>(map.keySet());
      keys.forEach(key -> names.add(name + "." + key));
    }
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
