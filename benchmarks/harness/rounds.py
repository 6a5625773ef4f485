"""Runs the sides of a row in turn, A B C A B C …, so that what disturbs the machine disturbs all of them."""

import itertools
import os
import time

from .measure import Failed, measure
from .rows import require_size
from .servers import start


LARGE = 1 << 20
SETTLED_BYTES_PER_SECOND = 200e6


class Rounds:
    """@param size bytes of the ModelKit
    @param pairs how many rounds count; one more, before them, does not when `warm_up`
    @param strict whether a peer that fails ends the run
    """

    def __init__(self, work, size, pairs, warm_up, strict, note):
        self._work = work
        self._pause = size / SETTLED_BYTES_PER_SECOND
        self._pairs = pairs
        self._warm_up = warm_up
        self._strict = strict
        self._note = note
        self._folders = itertools.count()

    def run(self, row, registry, host, programs):
        """The costs by side, each list in the order of the rounds, and the reasons of sides that failed.

        A peer that fails is left out by name; Kitrail's own failure ends the run.
        """
        costs = {side: [] for side in row.sides}
        failed = {}
        for number in range(-1 if self._warm_up else 0, self._pairs):
            for side, command in row.sides.items():
                if side in failed:
                    continue
                try:
                    cost = self._one(row, side, command, registry, host, programs)
                except Failed as e:
                    if self._strict or side.startswith("kitrail"):
                        raise
                    failed[side] = str(e)
                    del costs[side]
                    self._note(f"left out: {e}")
                    continue
                label = "warm-up" if number < 0 else f"{number + 1}/{self._pairs}"
                self._note(f"{registry or 'plain HTTP'}, {row.name}, {side}, {label}: {cost.wall:.1f} s wall, {cost.cpu:.1f} s CPU")
                if number >= 0:
                    costs[side].append(cost)
        return costs, failed

    def _one(self, row, side, command, registry, host, programs):
        folder = self._work / f"run-{next(self._folders)}"
        folder.mkdir()
        server = start(registry, self._work, programs) if row.fresh else None
        try:
            environment = dict(os.environ, KITOPS_HOME=str(row.home or folder / "home"), DOCKER_CONFIG=str(folder / "docker"))
            os.sync()  # the pages that the run before left dirty are not this one's to wait for
            # Nor is the memory that it has freed this one's to profit from: a virtual machine gives it back to its host within
            # seconds, and getting it again costs more than the copying. Whoever came after the side that frees most was ahead.
            time.sleep(self._pause)
            cost = measure(side, command(server.host if server else host, folder), environment, folder / "log")
            require_size(row, folder)
            return cost
        finally:
            if server:
                server.close()
            _remove_large(folder)


def _remove_large(folder):
    """Leaves small files: for minutes after many were removed, ext4 is slow to make new ones, and the next run would pay."""
    for parent, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(parent, name)
            if not os.path.islink(path) and os.path.getsize(path) >= LARGE:
                os.remove(path)
