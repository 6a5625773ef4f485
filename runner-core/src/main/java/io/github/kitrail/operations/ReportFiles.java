package io.github.kitrail.operations;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.report.HtmlReport;
import io.github.kitrail.inference.report.JUnitReport;
import io.github.kitrail.inference.report.JsonReport;
import io.github.kitrail.inference.report.TestReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the results of smoke tests are written to; null for nowhere.
 *
 * @param junit JUnit's XML
 * @param json for programs, and to be merged or compared with
 * @param html a page on its own
 * @param markdown a summary
 */
public record ReportFiles(
    @Nullable Path junit, @Nullable Path json, @Nullable Path html, @Nullable Path markdown) {
  public static final ReportFiles NONE = new ReportFiles(null, null, null, null);

  private interface Writer {
    void write(OutputStream out) throws IOException;
  }

  void write(TestReport report, Test.Summary summary) throws KitrailException {
    write(junit, out -> JUnitReport.write(report, out));
    write(json, out -> JsonReport.write(report, out));
    write(html, out -> HtmlReport.write(report, out));
    write(
        markdown,
        out ->
            out.write(
                TestPage.of(report.target(), summary).toString().getBytes(StandardCharsets.UTF_8)));
  }

  private static void write(@Nullable Path file, Writer writer) throws KitrailException {
    if (file == null) {
      return;
    }
    try {
      ByteArrayOutputStream content = new ByteArrayOutputStream();
      writer.write(content);
      if (file.toAbsolutePath().getParent() != null) {
        Files.createDirectories(file.toAbsolutePath().getParent());
      }
      Files.write(file, content.toByteArray());
    } catch (IOException e) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT, "Could not write the report " + file + ": " + e + ".", e);
    }
  }
}
