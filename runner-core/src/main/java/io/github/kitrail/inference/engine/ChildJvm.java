package io.github.kitrail.inference.engine;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.process.PassedOn;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a worker's JVM is started: our own Java, few classes, little heap, an empty folder as working
 * and temporary directory, and none of our environment's secrets.
 */
record ChildJvm(
    Path java, String mainClass, List<Path> classPath, Map<String, String> environment) {

  private static final List<String> OPTIONS =
      List.of(
          "-XX:+IgnoreUnrecognizedVMOptions",
          "-Xmx128m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:-UsePerfData",
          "-XX:-CreateCoredumpOnCrash",
          "-XX:+ExitOnOutOfMemoryError",
          "-Dfile.encoding=UTF-8");

  /**
   * @param needed the class path is where these classes come from, be it folders or one jar
   */
  static ChildJvm of(String mainClass, List<Class<?>> needed, Map<String, String> environment) {
    return new ChildJvm(ownJava(), mainClass, classPath(needed), environment);
  }

  WorkerProcess start() throws KitrailException {
    try {
      WorkerFolder folder = WorkerFolder.create();
      try {
        return new WorkerProcess(builder(folder.path()).start(), folder);
      } catch (IOException | RuntimeException e) {
        folder.delete();
        throw e;
      }
    } catch (IOException e) {
      throw new KitrailException(
          ErrorCode.UNEXPECTED, "Could not start " + java + " for the engine: " + e + ".", e);
    }
  }

  private ProcessBuilder builder(Path folder) {
    List<String> command = new ArrayList<>(List.of(java.toString()));
    command.addAll(OPTIONS);
    if (Runtime.version().feature() >= 22) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.addAll(archived());
    command.add("-XX:ErrorFile=" + folder.resolve("crash.log"));
    command.add("-Djava.io.tmpdir=" + folder);
    command.add("-cp");
    command.add(String.join(File.pathSeparator, classPath.stream().map(Path::toString).toList()));
    command.add(mainClass);
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    clean(builder);
    return builder;
  }

  /**
   * Our own class data archive, if the launcher gave us one: a tenth of a second for each start.
   * One that does not fit is left out by Java without a word.
   */
  private static List<String> archived() {
    String archive = System.getProperty("kitrail.cds");
    return archive == null
        ? List.of()
        : List.of(
            "-XX:SharedArchiveFile=" + archive,
            "-Xshare:auto",
            "-Xlog:cds=off",
            "-Xlog:class+path=off");
  }

  /**
   * Leaves a process only what it needs of the environment. Not LLAMA_ARG_* (llama.cpp takes them
   * as options) or JAVA_TOOL_OPTIONS: a result must not depend on them.
   */
  void clean(ProcessBuilder builder) {
    PassedOn.only(builder, environment, PassedOn.NEEDED);
  }

  private static Path ownJava() {
    Path bin = Path.of(System.getProperty("java.home"), "bin");
    Path windows = bin.resolve("java.exe");
    return Files.exists(windows) ? windows : bin.resolve("java");
  }

  static List<Path> classPath(List<Class<?>> needed) {
    Set<Path> places = new LinkedHashSet<>();
    for (Class<?> type : needed) {
      CodeSource source = type.getProtectionDomain().getCodeSource();
      try {
        places.add(Path.of(source.getLocation().toURI()).toAbsolutePath());
      } catch (URISyntaxException | RuntimeException e) {
        throw new IllegalStateException("class " + type.getName() + " is not from a file", e);
      }
    }
    return List.copyOf(places);
  }
}
