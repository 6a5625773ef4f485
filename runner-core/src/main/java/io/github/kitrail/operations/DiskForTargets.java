package io.github.kitrail.operations;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.ByteSize;
import io.github.kitrail.content.FreeSpace;
import io.github.kitrail.deploy.Targets;
import io.github.kitrail.deploy.Unpack;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Render} will need of the disk, said when a run begins: at its end the ModelKit is
 * published already.
 */
public final class DiskForTargets {
  /**
   * @param name a built-in target, or the path of a target's folder
   * @param to the folder that is written
   */
  public record Wanted(String name, Path to) {}

  private DiskForTargets() {}

  /**
   * Each target in its turn gets the files into a temporary folder beside its own, and keeps them
   * or not.
   *
   * @param base what a relative path of a target starts from
   * @throws KitrailException NO_SPACE when one of the targets has no room after those before it;
   *     BAD_INPUT when there is no such target
   */
  public static void require(PreparedFolder folder, Path base, List<Wanted> targets)
      throws KitrailException {
    Map<@Nullable FileStore, Long> kept = new HashMap<>();
    for (Wanted target : targets) {
      Unpack unpack = unpack(target, base);
      Path to = target.to().toAbsolutePath().normalize();
      Path beside = to.getParent() == null ? to : to.getParent();
      FileStore disk = FreeSpace.disk(beside);
      long before = kept.getOrDefault(disk, 0L);
      long needed = before + folder.bytes(unpack == Unpack.ALL);
      long free = FreeSpace.at(beside);
      if (needed > free) {
        throw tooSmall(target, needed, free);
      }
      kept.put(disk, unpack == Unpack.NONE ? before : needed);
    }
  }

  private static Unpack unpack(Wanted target, Path base) throws KitrailException {
    try {
      return Targets.find(target.name(), base.toAbsolutePath()).description().unpack();
    } catch (IOException e) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT, "Could not read the target " + target.name() + ": " + e + ".", e);
    }
  }

  private static KitrailException tooSmall(Wanted target, long needed, long free) {
    return new KitrailException(
        ErrorCode.NO_SPACE,
        "There is no room to lay out "
            + target.name()
            + " in "
            + target.to()
            + " at the end of this run: "
            + ByteSize.format(needed)
            + " are needed on that disk, "
            + ByteSize.format(free)
            + " are free, "
            + ByteSize.format(needed - free)
            + " are missing. Free some space and run it again, or take the target out of kitrail.yaml;"
            + " nothing was published.");
  }
}
