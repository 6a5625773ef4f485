package io.github.kitrail.inference.process;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Leaves a process only what it needs of our environment, which holds secrets, too. */
public final class PassedOn {
  /** What programs need to work at all. */
  public static final Set<String> NEEDED =
      Set.of(
          "PATH",
          "LANG",
          "LC_ALL",
          "LC_CTYPE",
          "LD_LIBRARY_PATH",
          "DYLD_LIBRARY_PATH",
          "OMP_NUM_THREADS",
          "SYSTEMROOT",
          "SYSTEMDRIVE",
          "WINDIR",
          "COMSPEC",
          "NUMBER_OF_PROCESSORS",
          "PROCESSOR_ARCHITECTURE");

  private PassedOn() {}

  /**
   * @param environment of our own process
   * @param names of variables that are passed on, in whatever case, as Windows has it
   */
  public static void only(
      ProcessBuilder process, Map<String, String> environment, Collection<String> names) {
    Map<String, String> own = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    own.putAll(environment);
    Map<String, String> passed = process.environment();
    passed.clear();
    for (String name : names) {
      String value = own.get(name);
      if (value != null) {
        passed.put(name, value);
      }
    }
  }
}
