package io.github.kitrail.modelkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnpackFilterTest {
  private static final String KITFILE =
      """
      manifestVersion: 1.0.0
      model: {name: m, path: ./model/, parts: [{name: p, path: part.bin}]}
      code: [{path: src}]
      datasets: [{name: train, path: data/train}, {path: data/test/}]
      docs: [{path: README.md}]
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          model                       | model part.bin                      | false
          datasets                    | data/train data/test                | false
          code,docs                   | src README.md                       | false
          kitfile                     |                                     | true
          kitfile,model               | model part.bin                      | true
          datasets:train              | data/train                          | false
          datasets:data/train         | data/train                          | false
          datasets:data/test          | data/test                           | false
          datasets:./data/test/,train | data/train data/test                | false
          model:m                     | model                               | false
          model:model                 | model                               | false
          model:p                     | part.bin                            | false
          model,datasets:m,train      | model data/train                    | false
          code:train                  |                                     | false
          docs: README.md             | README.md                           | false
          """)
  void takesWhatItNames(String filter, String paths, boolean kitfile) throws KitrailException {
    UnpackFilter parsed = UnpackFilter.parse(filter);
    List<String> taken =
        KitfileReader.parse(KITFILE, "Kitfile").layers().stream()
            .filter(parsed::matches)
            .map(KitfileLayer::path)
            .toList();

    assertThat(taken).isEqualTo(paths == null ? List.of() : List.of(paths.split(" ")));
    assertThat(parsed.matchesKitfile()).isEqualTo(kitfile);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          dataset       | "dataset" is no part of a ModelKit; did you mean datasets? (known are kitfile, model, datasets, code, docs)
          Model         | "Model" is no part of a ModelKit; did you mean model? (known are kitfile, model, datasets, code, docs)
          weights       | "weights" is no part of a ModelKit (known are kitfile, model, datasets, code, docs)
          model:a:b     | it has two colons; write kind:name,name and give --filter again for more
          model,        | a word is missing
          datasets:     | a word is missing
          :train        | a word is missing
          """)
  void aWrongFilterSaysWhatIsKnown(String filter, String reason) {
    assertThatThrownBy(() -> UnpackFilter.parse(filter))
        .isInstanceOfSatisfying(
            KitrailException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_INPUT))
        .hasMessage("\"" + filter + "\" is not a filter: " + reason + ".");
  }
}
