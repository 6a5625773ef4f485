package io.github.kitrail.cli;

/** The kitrail command. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(0);
  }
}
