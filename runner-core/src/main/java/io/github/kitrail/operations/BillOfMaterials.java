package io.github.kitrail.operations;

import io.github.kitrail.KitrailException;
import io.github.kitrail.Version;
import io.github.kitrail.content.ModelKit;
import io.github.kitrail.evidence.bom.DescribedModelKit;
import io.github.kitrail.evidence.bom.ModelBom;
import io.github.kitrail.evidence.predicate.Predicate;
import io.github.kitrail.evidence.predicate.PredicateType;
import io.github.kitrail.modelkit.Assets;
import java.util.ArrayList;
import java.util.List;

/** The bill of materials of a ModelKit: from its Kitfile, its models' headers and its bases. */
final class BillOfMaterials {
  private BillOfMaterials() {}

  /**
   * @throws KitrailException BAD_INPUT when the ModelKit cannot be described, or why it or a base
   *     could not be read
   */
  static Predicate of(ModelKit modelKit, Context context) throws KitrailException {
    List<DescribedModelKit> bases = new ArrayList<>();
    for (ModelKit base : Bases.of(modelKit, context).links()) {
      bases.add(described(base, context));
    }
    ModelBom bom =
        new ModelBom(
            described(modelKit, context), bases, Version.current(), context.clock().instant());
    return new Predicate(PredicateType.CYCLONEDX, bom.toJson());
  }

  private static DescribedModelKit described(ModelKit modelKit, Context context)
      throws KitrailException {
    Assets assets = Assets.of(modelKit.manifest(), modelKit.kitfile());
    return new DescribedModelKit(
        modelKit, assets, new ModelHeaders(context).read(modelKit, assets));
  }
}
