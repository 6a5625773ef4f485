package io.jenkins.plugins.kitrail.template;

import com.lesfurets.jenkins.unit.MethodSignature;
import com.lesfurets.jenkins.unit.MockPipelineScript;
import com.lesfurets.jenkins.unit.PipelineTestHelper;
import com.lesfurets.jenkins.unit.global.lib.Library;
import com.lesfurets.jenkins.unit.global.lib.LibraryConfiguration;
import groovy.lang.Closure;
import java.net.MalformedURLException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * JenkinsPipelineUnit, which loads a Jenkinsfile with its shared library, and hands each call that
 * is none of a method there to {@code steps}.
 */
final class PipelineHelper extends PipelineTestHelper {
  private final BiFunction<String, Object[], Object> steps;
  private final Set<String> own;

  /**
   * @param own the methods that the script declares itself
   * @param steps name and arguments to what Jenkins would answer
   */
  PipelineHelper(Path script, Set<String> own, BiFunction<String, Object[], Object> steps) {
    super(
        new String[] {script.getParent().toString()},
        "Jenkinsfile",
        MockPipelineScript.class,
        Map.of("Library", Library.class.getName()),
        PipelineHelper.class.getClassLoader(),
        script.getParent().toString());
    this.own = own;
    this.steps = steps;
    LibraryConfiguration library = new LibraryConfiguration();
    library.setName("kitrail");
    library.setDefaultVersion("main");
    library.setTargetPath("unused");
    library.setRetriever((name, version, target) -> List.of(url(Templates.ROOT)));
    registerSharedLibrary(library);
    init();
  }

  private static java.net.URL url(Path folder) {
    try {
      return folder.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  @SuppressWarnings("rawtypes")
  protected Map.Entry<MethodSignature, Closure> getAllowedMethodEntry(String name, Object... args) {
    Map.Entry<MethodSignature, Closure> library = super.getAllowedMethodEntry(name, args);
    // The script itself is run by a call, too.
    if (library != null || own.contains(name) || name.equals("run")) {
      return library;
    }
    return Map.entry(
        MethodSignature.method(name, new Class[0]),
        new Closure<Object>(this) {
          @Override
          public Object call(Object... given) {
            return steps.apply(name, given);
          }

          @Override
          public Object call() {
            return steps.apply(name, new Object[0]);
          }

          @Override
          public Object call(Object given) {
            return steps.apply(name, new Object[] {given});
          }
        });
  }
}
