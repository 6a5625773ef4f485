package io.github.kitrail.operations;

import io.github.kitrail.KitrailException;
import io.github.kitrail.chain.Chain;
import io.github.kitrail.content.ModelKit;
import io.github.kitrail.modelkit.Kitfile;

/** The ModelKits that another one stands on, as the operations need them. */
final class Bases {
  private Bases() {}

  static Chain of(Kitfile kitfile, String of, Context context) throws KitrailException {
    return Chain.resolve(
        kitfile,
        of,
        reference -> context.locations().base(reference, context.retry()),
        context.retry());
  }

  static Chain of(ModelKit modelKit, Context context) throws KitrailException {
    return of(modelKit.kitfile(), modelKit.location().display(), context);
  }

  /** Brings every base into the store that is not there yet, as kit does. */
  static void pull(ModelKit modelKit, Context context) throws KitrailException {
    for (ModelKit base : of(modelKit, context).links()) {
      if (base.location().remote()) {
        String reference = base.location().reference().toString();
        CopyModelKit.copy(base, context.locations().inStore(reference), true, context);
      }
    }
  }
}
