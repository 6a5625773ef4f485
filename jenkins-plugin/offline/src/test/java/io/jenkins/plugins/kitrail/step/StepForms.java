package io.jenkins.plugins.kitrail.step;

import io.github.kitrail.cli.CommandDefinition;
import io.github.kitrail.cli.CommandDefinition.Argument;
import io.github.kitrail.cli.CommandDefinition.Kind;
import io.jenkins.plugins.kitrail.command.ArgumentName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The forms and the help of the steps, made from the commands. */
final class StepForms {
  /** What only steps have, and its help. */
  static final Map<String, String> OWN = own();

  /** Those that are a list of Jenkins' tools; all others of our own are credentials. */
  private static final Set<String> TOOLS = Set.of("jdk", "tool");

  private static final String FOLDER = "io/jenkins/plugins/kitrail/step/";

  private StepForms() {}

  private static Map<String, String> own() {
    Map<String, String> own = new LinkedHashMap<>();
    own.put(
        "credentialsId",
        "A username with password for the registries that the other arguments name. They get it,"
            + " and nobody else does.");
    own.put(
        "dockerConfigCredentialsId",
        "More registries: a secret file, Docker's config.json. It is on the agent, beside the"
            + " workspace, while the step runs.");
    own.put(
        "keyCredentialsId",
        "The private key that signs, instead of `key`: a secret file or a secret text, cosign's or"
            + " PEM.");
    own.put(
        "signKeyCredentialsId",
        "The private key that signs the summary, instead of `signKey`: a secret file or a secret"
            + " text, cosign's or PEM.");
    own.put("passphraseCredentialsId", "The passphrase of the private key: a secret text.");
    own.put(
        "identityTokenCredentialsId",
        "Keyless: the OpenID Connect token that says who signs, a secret text such as the OpenID"
            + " Connect Provider plugin makes. The public sigstore takes no token of a Jenkins; a"
            + " private one is named by `signingConfig`.");
    own.put(
        "jdk",
        "A JDK of Manage Jenkins, Tools, 17 or newer. Without one it is the Java that the agent itself"
            + " runs on, or else JAVA_HOME, or else the one on PATH.");
    own.put(
        "tool",
        "A Kitrail of Manage Jenkins, Tools, to be put on PATH instead of the one that this plugin"
            + " carries.");
    return own;
  }

  /** The files below the folder of resources, by path. */
  static Map<String, String> of(String command) {
    Class<?> step = Steps.BY_COMMAND.get(command);
    CommandDefinition definition = CommandDefinition.of(command);
    Map<String, String> files = new LinkedHashMap<>();
    List<String> first = new ArrayList<>();
    List<String> advanced = new ArrayList<>();
    for (Argument argument : definition.arguments()) {
      String name = ArgumentName.of(argument.name());
      (argument.global() ? advanced : first).add(entry(name, argument.kind(), argument.standard()));
      files.put(help(step, name), page(meaning(argument)));
    }
    own(step, files, first, advanced);
    files.put(folder(step) + "config.jelly", form("kitrail " + command, first, advanced));
    files.put(
        folder(step) + "help.html",
        page(
            definition.description()
                + " Runs `kitrail "
                + command
                + "` on the agent and returns its result as a map, in the words of --output"
                + " json."));
    return files;
  }

  /** The files of {@code withModelKit}, which has no command of its own. */
  static Map<String, String> ofBlock() {
    Map<String, String> files = new LinkedHashMap<>();
    List<String> first = new ArrayList<>();
    List<String> advanced = new ArrayList<>();
    own(WithModelKitStep.class, files, first, advanced);
    files.put(
        folder(WithModelKitStep.class) + "config.jelly", form("withModelKit", first, advanced));
    files.put(
        folder(WithModelKitStep.class) + "help.html",
        page(
            "Puts the `kitrail` command on PATH, and its credentials in the environment, for the"
                + " steps of a block such as `sh 'kitrail list'`. The key is in the variable"
                + " KITRAIL_SIGNING_KEY: `kitrail sign --key env:KITRAIL_SIGNING_KEY REF`. All of"
                + " it is gone after the block."));
    return files;
  }

  private static void own(
      Class<?> step, Map<String, String> files, List<String> first, List<String> advanced) {
    OWN.forEach(
        (name, text) -> {
          if (Steps.setters(step).containsKey(name)) {
            (TOOLS.contains(name) ? advanced : first).add(choice(name));
            files.put(help(step, name), page(text));
          }
        });
  }

  private static String folder(Class<?> step) {
    return FOLDER + step.getSimpleName() + "/";
  }

  private static String help(Class<?> step, String name) {
    return folder(Steps.home(step, name)) + "help-" + name + ".html";
  }

  /** What help says, in the words of arguments. */
  static String meaning(Argument argument) {
    String text =
        ArgumentName.in(argument.description().replace("Can be repeated.", "One per line."));
    if (argument.kind() == Kind.LINES && !text.contains("One per line.")) {
      text += " One per line.";
    }
    return argument.standard().isEmpty() || argument.kind() == Kind.FLAG
        ? text
        : text + " Default: `" + argument.standard() + "`.";
  }

  private static String entry(String name, Kind kind, String standard) {
    String input =
        switch (kind) {
          case FLAG -> "<f:checkbox/>";
          case SWITCH -> "<f:checkbox default=\"" + standard + "\"/>";
          case NUMBER -> "<f:number default=\"" + standard + "\" min=\"1\"/>";
          case LINES -> "<f:textarea/>";
          case TEXT -> "<f:textbox/>";
        };
    return entry(name, input);
  }

  private static String choice(String name) {
    return entry(name, TOOLS.contains(name) ? "<f:select/>" : "<c:select/>");
  }

  private static String entry(String name, String input) {
    return "<f:entry field=\""
        + name
        + "\" title=\""
        + title(name)
        + "\">"
        + input
        + "</f:entry>\n";
  }

  /** {@code trustedRoot} is "Trusted root", {@code credentialsId} "Credentials". */
  private static String title(String name) {
    String words =
        name.replaceFirst("CredentialsId$", "Credentials")
            .replaceFirst("^credentialsId$", "credentials")
            .replaceAll("([A-Z])", " $1")
            .toLowerCase(Locale.ROOT)
            .replaceAll("\\b(oidc|uri|tls|http|ca|jdk|vsa|id)\\b", "\u0000$1");
    StringBuilder title = new StringBuilder();
    boolean abbreviation = false;
    for (char c : words.toCharArray()) {
      if (c == '\u0000') {
        abbreviation = true;
        continue;
      }
      abbreviation &= c != ' ';
      title.append(abbreviation || title.isEmpty() ? Character.toUpperCase(c) : c);
    }
    return title.toString();
  }

  private static String form(String what, List<String> first, List<String> advanced) {
    StringBuilder form = new StringBuilder();
    form.append("<?jelly escape-by-default='true'?>\n");
    form.append("<!-- Made from ").append(what).append(" by StepFormsTest; edit that. -->\n");
    form.append(
        "<j:jelly xmlns:j=\"jelly:core\" xmlns:f=\"/lib/form\" xmlns:c=\"/lib/credentials\">\n");
    first.forEach(it -> form.append("  ").append(it));
    form.append("  <f:advanced>\n");
    advanced.forEach(it -> form.append("    ").append(it));
    return form.append("  </f:advanced>\n</j:jelly>\n").toString();
  }

  private static String page(String text) {
    String html =
        text.replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replaceAll("`([^`]*)`", "<code>$1</code>");
    return "<div>\n  " + html + "\n</div>\n";
  }
}
