package io.github.kitrail.operations;

import io.github.kitrail.KitrailException;
import io.github.kitrail.chain.Chain;
import io.github.kitrail.content.ModelKit;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The base ModelKits that a ModelKit stands on, and whether they are still those it was made on.
 */
public final class ShowChain {
  private ShowChain() {}

  /**
   * @param reference as all of Kitrail's own commands read it
   * @param outdated whether to compare with what the ModelKit was made from
   * @param folder whose bases and datasets are compared; null for the ModelKit's own bases only
   */
  public record Request(String reference, boolean outdated, @Nullable Path folder) {}

  /**
   * @param named what {@code model.path} of the ModelKit above says
   * @param reference the same with the digest that it stands for now
   */
  public record Link(String named, String reference, String digest, String name, String version) {}

  /**
   * Something that the ModelKit was made from, and that is another one now.
   *
   * @param what {@code base} or {@code dataset}
   * @param name of a base as it is referred to, of a dataset its path
   * @param before its digest then; null when it was not there, or was called otherwise
   * @param now its digest now; null when it is gone
   */
  public record Change(String what, String name, @Nullable String before, @Nullable String now) {}

  /**
   * @param links the nearest base first; none when the model is the ModelKit's own. With a folder,
   *     those that the folder stands on
   * @param outdated whether anything has changed; null when nobody asked
   * @param changes what has
   */
  public record Result(
      String reference,
      String digest,
      List<Link> links,
      @Nullable Boolean outdated,
      List<Change> changes) {}

  /**
   * @throws KitrailException NOT_FOUND when the ModelKit or a base is not there, or nothing says
   *     what it was made on
   */
  public static Result run(Request request, Context context) throws KitrailException {
    ModelKit modelKit =
        ModelKit.read(context.locations().open(request.reference()), context.retry());
    PreparedFolder folder =
        request.folder() == null ? null : PreparedFolder.of(context, request.folder(), null);
    Chain chain = folder == null ? Bases.of(modelKit, context) : folder.chain();
    List<Change> changes =
        request.outdated() ? Outdated.changes(modelKit, chain, folder, context) : List.of();
    return new Result(
        modelKit.pinned(),
        modelKit.descriptor().digest().toString(),
        chain.links().stream().map(ShowChain::link).toList(),
        request.outdated() ? !changes.isEmpty() : null,
        changes);
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
