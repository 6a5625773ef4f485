package io.github.kitrail.operations;

import io.github.kitrail.KitrailException;
import io.github.kitrail.content.ModelKit;
import java.util.List;
import java.util.Optional;

/** The base ModelKits that a ModelKit stands on. */
public final class ShowChain {
  private ShowChain() {}

  /** {@code reference} as all of Kitrail's own commands read it. */
  public record Request(String reference) {}

  /**
   * @param named what {@code model.path} of the ModelKit above says
   * @param reference the same with the digest that it stands for now
   */
  public record Link(String named, String reference, String digest, String name, String version) {}

  /** The nearest base first; none when the model is the ModelKit's own. */
  public record Result(String reference, String digest, List<Link> links) {}

  public static Result run(Request request, Context context) throws KitrailException {
    ModelKit modelKit =
        ModelKit.read(context.locations().open(request.reference()), context.retry());
    List<Link> links = Bases.of(modelKit, context).links().stream().map(ShowChain::link).toList();
    return new Result(modelKit.pinned(), modelKit.descriptor().digest().toString(), links);
  }

  private static Link link(ModelKit base) {
    return new Link(
        base.location().display(),
        base.pinned(),
        base.descriptor().digest().toString(),
        Optional.ofNullable(base.kitfile().packageInfo().name()).orElse(""),
        Optional.ofNullable(base.kitfile().packageInfo().version()).orElse(""));
  }
}
