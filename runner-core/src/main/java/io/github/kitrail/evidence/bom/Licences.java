package io.github.kitrail.evidence.bom;

import java.util.regex.Pattern;
import org.cyclonedx.model.License;
import org.cyclonedx.model.LicenseChoice;
import org.cyclonedx.model.license.Acknowledgement;
import org.cyclonedx.model.license.Expression;
import org.cyclonedx.util.LicenseResolver;
import org.jspecify.annotations.Nullable;

/**
 * A licence as a Kitfile names it: an identifier of SPDX, an expression of such, or a name of its
 * own. Nothing is guessed: "Apache 2" stays a name.
 *
 * @see <a href="https://spdx.github.io/spdx-spec/v2.3/SPDX-license-expressions/">SPDX
 *     expressions</a>
 */
final class Licences {
  private static final String ID = "[A-Za-z0-9][A-Za-z0-9.+:-]*";
  private static final Pattern EXPRESSION =
      Pattern.compile("\\(*" + ID + "\\)*(?: (?:AND|OR|WITH) \\(*" + ID + "\\)*)+");

  private Licences() {}

  /** Null for no licence. */
  static @Nullable LicenseChoice of(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    LicenseChoice choice = new LicenseChoice();
    if (EXPRESSION.matcher(text).matches()) {
      Expression expression = new Expression(text);
      expression.setAcknowledgement(Acknowledgement.DECLARED);
      choice.setExpression(expression);
      return choice;
    }
    License license = new License();
    String id = identifier(text);
    if (id == null) {
      license.setName(text);
    } else {
      license.setId(id);
    }
    license.setAcknowledgement(Acknowledgement.DECLARED);
    choice.addLicense(license);
    return choice;
  }

  /** The library also turns names and addresses into identifiers, which may be wrong. */
  private static @Nullable String identifier(String text) {
    LicenseChoice known = LicenseResolver.resolve(text, false);
    if (known == null || known.getLicenses() == null || known.getLicenses().size() != 1) {
      return null;
    }
    String id = known.getLicenses().get(0).getId();
    return text.equalsIgnoreCase(id) ? id : null;
  }
}
