package io.github.kitrail.inference.structure;

import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.safetensors.SafetensorsHeader;
import java.io.IOException;
import java.io.InputStream;

/** safetensors: its reader checks the header, sizes, holes and overlaps, which it all forbids. */
final class SafetensorsCheck implements FormatCheck {
  @Override
  public void check(CheckedFile file, Findings findings) throws IOException, KitrailException {
    try (InputStream in = file.open()) {
      SafetensorsHeader header = SafetensorsHeader.read(file.name(), in, file.size());
      findings.holds(
          Expectations.whole("safetensors"),
          header.tensors()
              + " tensors with "
              + header.parameters()
              + " numbers, "
              + String.join(", ", header.elements().keySet()));
      findings.holds(Expectations.SIZES, "");
      findings.holds(Expectations.NO_OVERLAP, "");
    }
  }
}
