package io.github.kitrail.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.kitrail.RegistryPeers;
import io.github.kitrail.RunningRegistry;
import io.github.kitrail.evidence.keyless.GithubIdentity;
import io.github.kitrail.evidence.keyless.KeylessStack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who reads whose signatures and attestations: with a key, keylessly as a person, keylessly as a
 * job of GitHub. Each cell is done by the real programs; the table is printed at the end.
 */
@Tag("peer")
class EvidenceMatrixTest {
  @TempDir static Path temp;
  private static KeylessStack stack;
  private static RunningRegistry registry;
  private static EvidenceCells cells;
  private static final Map<String, Map<String, String>> TABLE = new TreeMap<>();

  @BeforeAll
  static void start() throws Exception {
    stack = KeylessStack.start(Files.createDirectory(temp.resolve("s")));
    registry = RegistryPeers.dockerRegistry(Files.createDirectory(temp.resolve("registry")));
    cells = new EvidenceCells(temp, stack, registry.host());
  }

  @AfterAll
  static void printAndStop() {
    TABLE.forEach((row, columns) -> System.out.println(row + "  " + columns));
    if (registry != null) {
      registry.close();
    }
    if (stack != null) {
      stack.close();
    }
  }

  @TestFactory
  Stream<DynamicTest> everyCell() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Credential who : Credential.all(temp, stack)) {
      for (Reader reader : Reader.values()) {
        if (reader.reads(who)) {
          for (boolean attest :
              reader.both() ? new boolean[] {false, true} : new boolean[] {true}) {
            tests.add(cell(who, reader, attest));
          }
        }
      }
    }
    return tests.stream();
  }

  private static DynamicTest cell(Credential who, Reader reader, boolean attest) {
    String row = who.name() + (attest ? ", attest" : ", sign");
    return dynamicTest(
        row + ": " + reader,
        () -> {
          TABLE.computeIfAbsent(row, name -> new TreeMap<>()).put(reader.toString(), "FAILED");
          cells.check(who, reader, attest);
          TABLE.get(row).put(reader.toString(), "ok");
        });
  }

  /** Whose evidence, and who reads it. */
  enum Reader {
    OURS_BY_US,
    OURS_BY_COSIGN3,
    OURS_BY_COSIGN2,
    OURS_BY_PYTHON,
    COSIGN3S_BY_US,
    COSIGN2S_BY_US,
    PYTHONS_BY_US;

    /** cosign 2 signs keylessly with other logs only; sigstore-python knows no keys. */
    boolean reads(Credential who) {
      return switch (this) {
        case COSIGN2S_BY_US -> !who.isKeyless();
        case OURS_BY_PYTHON, PYTHONS_BY_US -> who.isKeyless();
        default -> true;
      };
    }

    /** What sigstore-python signs is a file, not a ModelKit; it attests what it is told to. */
    boolean both() {
      return this != PYTHONS_BY_US;
    }
  }

  /**
   * @param signing what our commands sign with
   * @param variables their environment
   * @param verifying what verifies it
   * @param token makes a fresh one for other programs
   */
  record Credential(
      String name,
      List<String> signing,
      Map<String, String> variables,
      List<String> verifying,
      Token token) {
    interface Token {
      String fresh();
    }

    boolean isKeyless() {
      return signing.isEmpty();
    }

    static List<Credential> all(Path temp, KeylessStack stack) {
      String key = temp.resolve("cosign.key").toString();
      String pub = temp.resolve("cosign.pub").toString();
      String person = "release@example.com";
      return List.of(
          new Credential("key", List.of("--key", key), Map.of(), List.of("--key", pub), () -> ""),
          new Credential(
              "keyless",
              List.of(),
              Map.of("SIGSTORE_ID_TOKEN", stack.emailToken(person)),
              identity(person, stack.issuerUrl()),
              () -> stack.emailToken(person)),
          new Credential(
              "keyless on GitHub",
              List.of(),
              stack.githubVariables(),
              forRepository(identity(EvidenceCells.WORKFLOW, stack.githubIssuerUrl())),
              () -> stack.githubToken(Map.of())));
    }

    /** The option that tells the callers of a reusable workflow apart, cosign's and ours. */
    private static List<String> forRepository(List<String> identity) {
      List<String> words = new ArrayList<>(identity);
      words.addAll(List.of("--certificate-github-workflow-repository", GithubIdentity.REPOSITORY));
      return words;
    }

    private static List<String> identity(String identity, String issuer) {
      return List.of("--certificate-identity", identity, "--certificate-oidc-issuer", issuer);
    }
  }

  static void assertRan(CommandRun run) {
    assertThat(run.status()).as(run.out() + run.err()).isZero();
  }
}
