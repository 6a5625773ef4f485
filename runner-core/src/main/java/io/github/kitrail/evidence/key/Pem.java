package io.github.kitrail.evidence.key;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One block of a PEM text. White space may be anything: CI systems keep secrets in variables whose
 * line ends become spaces or the two characters {@code \n}.
 *
 * @param type the words after BEGIN
 * @param der the bytes; empty when they are no base64
 * @param encrypted whether it has OpenSSL's old {@code Proc-Type: 4,ENCRYPTED} header
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7468">RFC 7468</a>
 */
record Pem(String type, byte[] der, boolean encrypted) {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,60})-----(.*?)-----END \\1-----", Pattern.DOTALL);

  static List<Pem> blocks(String text) {
    List<Pem> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(text.replace("\\n", "\n"));
    while (matcher.find()) {
      String body = matcher.group(2);
      boolean encrypted = body.contains("Proc-Type: 4,ENCRYPTED");
      blocks.add(new Pem(matcher.group(1), encrypted ? new byte[0] : decode(body), encrypted));
    }
    return blocks;
  }

  /** The first block of this type. */
  static Optional<Pem> find(List<Pem> blocks, String type) {
    return blocks.stream().filter(block -> block.type.equals(type)).findFirst();
  }

  static String write(String type, byte[] der) {
    Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
    String body = lines.encodeToString(der);
    return "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n";
  }

  private static byte[] decode(String base64) {
    try {
      return Base64.getDecoder().decode(base64.replaceAll("\\s+", ""));
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }
}
