package io.github.kitrail.inference.report;

/**
 * Where a model was tested, as far as its speed depends on it: figures of unlike machines say
 * nothing about a model.
 *
 * @param os such as {@code Linux}
 * @param architecture such as {@code amd64}
 * @param cpu what the processor calls itself; empty when nobody knows
 * @param cores that a process may use
 */
public record Machine(String os, String architecture, String cpu, int cores) {
  @Override
  public String toString() {
    String processor = cpu.isEmpty() ? architecture : cpu + " (" + architecture + ")";
    return processor + ", " + cores + (cores == 1 ? " core, " : " cores, ") + os;
  }
}
