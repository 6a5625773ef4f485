package io.github.kitrail.act;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.yaml.snakeyaml.Yaml;

/** What a workflow's jobs may do, which act does not know of. */
record Permissions(JsonNode workflow) {
  static Permissions of(Path file) throws IOException {
    Object read = new Yaml().load(Files.readString(file));
    return new Permissions(new ObjectMapper().valueToTree(read));
  }

  /**
   * Whether a job may write this; a job's own list replaces the workflow's.
   *
   * @see <a
   *     href="https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions">permissions</a>
   */
  boolean write(String scope) {
    for (JsonNode job : workflow.path("jobs")) {
      JsonNode given =
          job.has("permissions") ? job.get("permissions") : workflow.path("permissions");
      if (given.asText().equals("write-all") || given.path(scope).asText().equals("write")) {
        return true;
      }
    }
    return false;
  }
}
