"""Runs one command and says what it cost, its whole process tree included."""

import os
import signal
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

METER = Path(__file__).with_name("meter.py")


class Failed(Exception):
    """Ends a measurement; the message is a sentence for the user."""


@dataclass(frozen=True)
class Cost:
    """Seconds, and bytes."""

    wall: float
    user: float
    system: float
    rss: int  # the largest process of the tree; under 10 MB it is the meter's own
    read: int  # fetched from a disk; what the page cache had costs nothing here
    written: int  # dirtied in files, whether or not they reached the disk before they were removed
    calls_read: int  # asked for by read(2): files in the page cache and sockets count, too
    calls_written: int

    @property
    def cpu(self):
        return self.user + self.system

    def as_dict(self):
        return dict(asdict(self), cpu=self.cpu)


def measure(side, command, environment, log):
    """The cost of one command. Its output goes to the file `log`; a failure is told with its end."""
    with open(log, "wb") as out:
        meter = [sys.executable, "-I", "-S", METER, *command]
        child = subprocess.Popen(meter, env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True)
        try:
            status = child.wait()
        except BaseException:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
            raise
    with open(log, errors="replace") as lines:
        *said, last = lines.read().strip().splitlines()
    if status != 0:
        raise Failed(f"{side}: the command ended with status {status}: {' '.join(said)[-600:].strip()}")
    wall, user, system, *counts = last.split()
    return Cost(float(wall), float(user), float(system), *map(int, counts))
