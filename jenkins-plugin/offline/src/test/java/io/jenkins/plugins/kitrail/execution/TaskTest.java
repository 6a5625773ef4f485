package io.jenkins.plugins.kitrail.execution;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.EnvVars;
import hudson.util.Secret;
import io.jenkins.plugins.kitrail.command.CredentialVariables;
import io.jenkins.plugins.kitrail.credentials.CredentialIds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * What of a step outlives a restart; the {@code Secret} here is a stand-in and encrypts nothing.
 */
class TaskTest {
  private static final Map<String, String> SIGSTORE = Map.of("KITRAIL_TRUSTED_ROOT", "/etc/root");

  private final Task task =
      new Task(
          new StepRequest(
              "publish",
              List.of("publish", "--", "."),
              CredentialIds.NONE,
              "jdk-17",
              true,
              SIGSTORE),
          new CredentialVariables()
              .registry("bot", false, "hunter2")
              .dockerConfig("docker", "{\"auths\": {}}"),
          new UUID(1, 2));

  @Test
  void aRestartKeepsAllOfIt() throws Exception {
    Task kept = restarted(task);

    assertThat(kept.id()).isEqualTo(new UUID(1, 2).toString());
    assertThat(kept.command()).isEqualTo("publish");
    assertThat(kept.arguments()).containsExactly("publish", "--", ".");
    assertThat(kept.jdk()).isEqualTo("jdk-17");
    assertThat(kept.hasTests()).isTrue();
    assertThat(kept.sigstore()).isEqualTo(SIGSTORE);
    assertThat(kept.variables()).containsEntry("KITRAIL_REGISTRY_PASSWORD", "hunter2");
    assertThat(kept.dockerConfig()).isEqualTo("{\"auths\": {}}");
    assertThat(kept.mask().masked("a hunter2 b")).isEqualTo("a **** b");
  }

  /** A pipeline saves a {@code Secret} encrypted, and anything else as it is. */
  @Test
  void whatIsSecretIsNothingButSecrets() throws Exception {
    for (Field field : Task.class.getDeclaredFields()) {
      field.setAccessible(true);
      Object value = Modifier.isStatic(field.getModifiers()) ? null : field.get(task);
      // Paths and certificates: public, and of no credential.
      boolean open = field.getName().equals("sigstore");
      if (value instanceof Map<?, ?> map && !open) {
        assertThat(map.values()).as(field.getName()).hasOnlyElementsOfType(Secret.class);
      } else if (value != null && !(value instanceof Secret)) {
        assertThat(value.toString()).as(field.getName()).doesNotContain("hunter2", "auths");
      }
    }
  }

  @Test
  void aBlocksEnvironmentHasItsSecretsByNameAndTheToolFirst() throws Exception {
    TaskEnvironment environment =
        restarted(new TaskEnvironment(task, Map.of("PATH+KITRAIL", "/caches/kitrail/1")));
    EnvVars variables = new EnvVars();
    variables.put("PATH", "/bin");

    environment.expand(variables);

    assertThat(variables)
        .containsEntry("KITRAIL_REGISTRY_PASSWORD", "hunter2")
        .containsEntry("PATH", "/caches/kitrail/1" + java.io.File.pathSeparator + "/bin");
    assertThat(environment.getSensitiveVariables())
        .containsExactlyInAnyOrder("KITRAIL_REGISTRY_USERNAME", "KITRAIL_REGISTRY_PASSWORD");
  }

  @Test
  void aBlocksLogHasNone() throws Exception {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    try (OutputStream masked = restarted(new TaskLogFilter(task)).decorateLogger(null, log)) {
      masked.write("pw=hunt".getBytes(StandardCharsets.UTF_8));
      masked.flush();
      masked.write("er2\n".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(log.toString(StandardCharsets.UTF_8)).isEqualTo("pw=****\n");
  }

  @SuppressWarnings("unchecked")
  private static <T> T restarted(T value) throws Exception {
    ByteArrayOutputStream saved = new ByteArrayOutputStream();
    try (ObjectOutputStream stream = new ObjectOutputStream(saved)) {
      stream.writeObject(value);
    }
    try (ObjectInputStream stream =
        new ObjectInputStream(new ByteArrayInputStream(saved.toByteArray()))) {
      return (T) stream.readObject();
    }
  }
}
