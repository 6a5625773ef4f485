package io.github.kitrail.cli;

import java.lang.reflect.Field;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** What every command takes. */
final class GlobalOptions {
  /** Whether every command has this option. */
  static boolean isOne(OptionSpec option) {
    return option.userObject() instanceof Field field
        && field.getDeclaringClass() == GlobalOptions.class;
  }

  /** How the result is printed. */
  enum Output {
    TEXT,
    JSON
  }

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.")
  boolean help;

  @Option(
      names = "--output",
      paramLabel = "text|json",
      defaultValue = "text",
      description = "How the result is printed on stdout.")
  Output output = Output.TEXT;

  @Option(
      names = "--store",
      paramLabel = "DIR",
      description =
          "The directory that the local store (storage/) is in; by default kit's own, or $KITOPS_HOME.")
  @Nullable Path store;

  @Option(
      names = {"-q", "--quiet"},
      description = "No progress and no messages but warnings and errors.")
  boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      description = "More messages; stack traces for errors.")
  boolean verbose;

  @Option(names = "--plain-http", description = "Speaks plain HTTP to registries.")
  boolean plainHttp;

  @Option(
      names = "--tls-verify",
      paramLabel = "true|false",
      arity = "0..1",
      defaultValue = "true",
      fallbackValue = "true",
      description = "Verifies the certificates of registries.")
  boolean tlsVerify = true;

  @Option(
      names = "--tls-ca",
      paramLabel = "FILE",
      description = "Trusts the certificates in this PEM file, too.")
  @Nullable Path tlsCa;

  @Option(
      names = "--tls-cert",
      paramLabel = "FILE",
      description = "Client certificate (PEM); also $KITOPS_CLIENT_CERT.")
  @Nullable Path tlsCert;

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      description = "Key of the client certificate (PEM); also $KITOPS_CLIENT_KEY.")
  @Nullable Path tlsKey;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      defaultValue = "4",
      description = "How many blobs move at once.")
  int concurrency = 4;

  @Option(
      names = "--upload",
      paramLabel = "auto|streamed|digest-first|chunked",
      defaultValue = "auto",
      description = "How blobs are pushed; auto finds out what the registry knows.")
  String upload = "auto";
}
