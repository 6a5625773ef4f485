package io.github.kitrail.deploy;

import com.samskivert.mustache.BasicCollector;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.yaml.Suggestion;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One Mustache template of a target. */
final class Template {
  private final String name;
  private final String text;
  private final TemplateFormat format;

  /**
   * @param name what messages call it
   */
  Template(String name, String text, TemplateFormat format) {
    this.name = name;
    this.text = text;
    this.format = format;
  }

  /**
   * The template, filled.
   *
   * @throws KitrailException BAD_INPUT with the line, for a name that there is not, a value that
   *     the format cannot hold, and for raw or unquoted output
   */
  String fill(TemplateValues values) throws KitrailException {
    var problem = new TemplateTags(text, format, values.unquoted()).problem();
    if (problem.isPresent()) {
      throw error(problem.get().line(), problem.get().text() + ".");
    }
    try {
      return compiler().compile(text).execute(values.values());
    } catch (MustacheException.Context e) {
      throw error(e.lineNo, "there is no fact or parameter `" + e.key + "`" + hint(e.key, values));
    } catch (MustacheException e) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT, name + " is not a Mustache template: " + e.getMessage() + ".", e);
    } catch (TemplateFormat.UnsafeValueException e) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "Could not write "
              + name
              + ": a text of the ModelKit or a parameter "
              + e.getMessage()
              + ", which this format cannot hold.",
          e);
    }
  }

  /** Whether a section of this name would be written. */
  static boolean holds(String condition, String name, TemplateValues values)
      throws KitrailException {
    String section = "{{#" + condition + "}}x{{/" + condition + "}}";
    return !new Template(name, section, TemplateFormat.PLAIN).fill(values).isEmpty();
  }

  private Mustache.Compiler compiler() {
    return Mustache.compiler()
        .withCollector(new MapsAndLists())
        .withEscaper(format::escape)
        .strictSections(true)
        .emptyStringIsFalse(true);
  }

  private static String hint(String key, TemplateValues values) {
    return Suggestion.closest(key, values.names())
        .map(known -> "; did you mean `" + known + "`?")
        .orElse(".");
  }

  private KitrailException error(int line, String problem) {
    return new KitrailException(ErrorCode.BAD_INPUT, name + ", line " + line + ": " + problem);
  }

  /** Templates see the values that they are given; no object's methods or fields. */
  private static final class MapsAndLists extends BasicCollector {
    @Override
    public <K, V> Map<K, V> createFetcherCache() {
      return new ConcurrentHashMap<>();
    }
  }
}
