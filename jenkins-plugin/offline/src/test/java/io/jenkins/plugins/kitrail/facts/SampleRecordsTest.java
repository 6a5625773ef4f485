package io.jenkins.plugins.kitrail.facts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.operations.CopyModelKit;
import io.github.kitrail.operations.Gate;
import io.github.kitrail.operations.Publish;
import io.github.kitrail.operations.Verify;
import io.github.kitrail.pipeline.RunReport;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The samples that the page is tested with are still what the commands print. */
class SampleRecordsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, Class<?>> RECORDS =
      Map.of(
          "run", RunReport.class,
          "publish", Publish.Result.class,
          "promote", CopyModelKit.Result.class,
          "gate", Gate.Result.class,
          "verify", Verify.Result.class,
          "test", io.github.kitrail.operations.Test.Result.class);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run",
        "run-failed",
        "publish",
        "promote",
        "gate",
        "gate-refused",
        "verify",
        "test",
        "test-failed"
      })
  void eachFieldIsOneOfTheCommand(String sample) throws Exception {
    ObjectNode record = JSON.valueToTree(Samples.record(sample));
    record.remove("schemaVersion");
    // Fails for a field that the record does not have.
    JSON.treeToValue(record, RECORDS.get(sample.replaceFirst("-.*", "")));
  }

  /** So that the test above can fail. */
  @Test
  void aFieldThatIsNoneIsNoticed() {
    ObjectNode record = JSON.createObjectNode().put("reference", "a").put("speed", 1);
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () -> JSON.treeToValue(record, Verify.Result.class)))
        .hasMessageContaining("speed");
  }
}
