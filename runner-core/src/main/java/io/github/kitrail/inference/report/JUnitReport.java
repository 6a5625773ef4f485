package io.github.kitrail.inference.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A report for CI systems, which all read JUnit's XML as Surefire writes it.
 *
 * @see <a
 *     href="https://maven.apache.org/surefire/maven-surefire-plugin/xsd/surefire-test-report.xsd">The
 *     schema</a>
 */
public final class JUnitReport {
  private static final String COMPARED = "no worse than ";

  private JUnitReport() {}

  /** Writes it in UTF-8, as a suite with the target's name. */
  public static void write(TestReport report, OutputStream out) throws IOException {
    try {
      XMLStreamWriter xml =
          XMLOutputFactory.newDefaultFactory()
              .createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      suite(xml, report);
      xml.writeEndDocument();
      xml.writeCharacters("\n");
      xml.flush();
    } catch (XMLStreamException e) {
      throw new IOException("Could not write the JUnit report: " + e.getMessage(), e);
    }
  }

  private static void suite(XMLStreamWriter xml, TestReport of) throws XMLStreamException {
    SmokeReport report = of.results();
    String suite = of.target();
    xml.writeStartElement("testsuite");
    attribute(xml, "name", suite);
    Comparison comparison = of.comparison();
    int compared = comparison == null ? 0 : 1;
    int worse = comparison == null || comparison.regressions().isEmpty() ? 0 : 1;
    attribute(xml, "tests", String.valueOf(report.cases().size() + compared));
    attribute(xml, "failures", String.valueOf(count(report, CaseResult.Status.FAILED) + worse));
    attribute(xml, "errors", String.valueOf(count(report, CaseResult.Status.ERROR)));
    attribute(xml, "skipped", "0");
    attribute(xml, "time", seconds(report.seconds()));
    xml.writeCharacters("\n  ");
    xml.writeStartElement("properties");
    property(xml, "engine", report.engine());
    property(xml, "model", report.model());
    property(xml, "spec", of.spec().name() + " " + of.spec().digest());
    if (of.shard() != null) {
      property(xml, "shard", of.shard().toString());
    }
    if (of.machine() != null) {
      property(xml, "machine", of.machine().toString());
    }
    for (var file : report.files().entrySet()) {
      String name = "digest." + file.getKey().getFileName();
      property(xml, name, file.getValue().toString());
    }
    xml.writeCharacters("\n  ");
    xml.writeEndElement();
    for (CaseResult result : report.cases()) {
      testcase(xml, suite, result);
    }
    if (comparison != null) {
      compared(xml, suite, comparison);
    }
    xml.writeCharacters("\n");
    xml.writeEndElement();
  }

  private static void testcase(XMLStreamWriter xml, String suite, CaseResult result)
      throws XMLStreamException {
    xml.writeCharacters("\n  ");
    xml.writeStartElement("testcase");
    attribute(xml, "name", result.name());
    attribute(xml, "classname", suite);
    attribute(xml, "time", seconds(result.seconds()));
    if (!result.passed()) {
      boolean failed = result.status() == CaseResult.Status.FAILED;
      xml.writeStartElement(failed ? "failure" : "error");
      attribute(xml, "message", message(result));
      attribute(xml, "type", failed ? "assertion" : "engine");
      xml.writeCharacters(TextReport.failure(result));
      xml.writeEndElement();
    }
    if (result.completion() != null) {
      xml.writeStartElement("system-out");
      xml.writeCharacters(Printable.text(result.completion().text()));
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  /** CI systems know of tests only, so what is worse than the baseline is one that failed. */
  private static void compared(XMLStreamWriter xml, String suite, Comparison comparison)
      throws XMLStreamException {
    xml.writeCharacters("\n  ");
    xml.writeStartElement("testcase");
    attribute(xml, "name", COMPARED + comparison.baseline());
    attribute(xml, "classname", suite);
    attribute(xml, "time", seconds(0));
    if (!comparison.regressions().isEmpty()) {
      xml.writeStartElement("failure");
      attribute(xml, "message", comparison.regressions().get(0));
      attribute(xml, "type", "regression");
      xml.writeCharacters(Printable.text(String.join("\n", comparison.regressions())));
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private static String message(CaseResult result) {
    String error = result.error();
    if (error != null) {
      return error;
    }
    return result.failures().isEmpty()
        ? "scored " + result.score() + ", and " + result.threshold() + " was expected"
        : "expected " + result.failures().get(0).expectation();
  }

  private static void property(XMLStreamWriter xml, String name, String value)
      throws XMLStreamException {
    xml.writeCharacters("\n    ");
    xml.writeEmptyElement("property");
    attribute(xml, "name", name);
    attribute(xml, "value", value);
  }

  private static void attribute(XMLStreamWriter xml, String name, String value)
      throws XMLStreamException {
    xml.writeAttribute(name, Printable.text(value).replace('\n', ' '));
  }

  private static long count(SmokeReport report, CaseResult.Status status) {
    return report.cases().stream().filter(c -> c.status() == status).count();
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.3f", seconds);
  }
}
