package io.github.kitrail;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The picture of ARCHITECTURE.md: what may use what. Change the picture and this test together. */
@AnalyzeClasses(
    packages = "io.github.kitrail",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule ROOMS_USE_ONLY_WHAT_THE_PICTURE_ALLOWS =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("io.github.kitrail..")
          .withOptionalLayers(true)
          .layer("cli")
          .definedBy("io.github.kitrail.cli..")
          .layer("pipeline")
          .definedBy("io.github.kitrail.pipeline..")
          .layer("operations")
          .definedBy("io.github.kitrail.operations..")
          .layer("deploy")
          .definedBy("io.github.kitrail.deploy..")
          .layer("dev")
          .definedBy("io.github.kitrail.dev..")
          .layer("inference")
          .definedBy("io.github.kitrail.inference..")
          .layer("policy")
          .definedBy("io.github.kitrail.policy..")
          .layer("evidence")
          .definedBy("io.github.kitrail.evidence..")
          .layer("chain")
          .definedBy("io.github.kitrail.chain..")
          .layer("content")
          .definedBy("io.github.kitrail.content..")
          .layer("modelkit")
          .definedBy("io.github.kitrail.modelkit..")
          .layer("environment")
          .definedBy("io.github.kitrail.environment..")
          .layer("github")
          .definedBy("io.github.kitrail.github..")
          .layer("yaml")
          .definedBy("io.github.kitrail.yaml..")
          .layer("markdown")
          .definedBy("io.github.kitrail.markdown..")
          .layer("errors")
          .definedBy("io.github.kitrail")
          .whereLayer("cli")
          .mayOnlyAccessLayers(
              "pipeline", "operations", "environment", "github", "markdown", "errors")
          .whereLayer("pipeline")
          .mayOnlyAccessLayers("operations", "yaml", "errors")
          .whereLayer("operations")
          .mayOnlyAccessLayers(
              "deploy",
              "dev",
              "inference",
              "policy",
              "evidence",
              "chain",
              "content",
              "modelkit",
              "environment",
              "yaml",
              "markdown",
              "errors")
          .whereLayer("dev")
          .mayOnlyAccessLayers("inference", "content", "modelkit", "yaml", "errors")
          .whereLayer("deploy")
          .mayOnlyAccessLayers("evidence", "chain", "content", "modelkit", "yaml", "errors")
          .whereLayer("inference")
          .mayOnlyAccessLayers("evidence", "chain", "content", "modelkit", "yaml", "errors")
          .whereLayer("policy")
          .mayOnlyAccessLayers("evidence", "chain", "content", "modelkit", "yaml", "errors")
          .whereLayer("evidence")
          .mayOnlyAccessLayers("content", "modelkit", "errors")
          .whereLayer("chain")
          .mayOnlyAccessLayers("content", "modelkit", "errors")
          .whereLayer("content")
          .mayOnlyAccessLayers("modelkit", "errors")
          .whereLayer("modelkit")
          .mayOnlyAccessLayers("yaml", "errors")
          .whereLayer("yaml")
          .mayOnlyAccessLayers("errors")
          .whereLayer("github")
          .mayOnlyAccessLayers("content", "errors")
          .whereLayer("environment")
          .mayOnlyAccessLayers("errors");

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("io.github.kitrail.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule ONLY_CONTENT_SPEAKS_HTTP =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.github.kitrail.content..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.hc..", "java.net.http..");

  @ArchTest
  static final ArchRule ONLY_GITHUB_KNOWS_ITS_API =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.github.kitrail.github..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.kohsuke..");

  @ArchTest
  static final ArchRule ONLY_YAML_AND_MODELKIT_KNOW_THE_YAML_PARSER =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.github.kitrail.yaml..", "io.github.kitrail.modelkit..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.yaml..");

  @ArchTest
  static final ArchRule ONLY_CLI_KNOWS_THE_COMMAND_LINE =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.github.kitrail.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("picocli..");

  @ArchTest
  static final ArchRule ONLY_EXPRESSIONS_KNOW_CEL =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.github.kitrail.policy.expression..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.cel..", "com.google..");

  @ArchTest
  static final ArchRule ONLY_THE_CHILD_TOUCHES_LLAMA =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.github.kitrail.inference..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("de.kherud..");

  @ArchTest
  static final ArchRule ONLY_CLI_TALKS_TO_THE_TERMINAL_AND_THE_SYSTEM =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.github.kitrail.cli..", "io.github.kitrail.inference..")
          .should()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .callMethod(System.class, "getenv")
          .orShould()
          .callMethod(System.class, "getenv", String.class)
          .orShould()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");
}
