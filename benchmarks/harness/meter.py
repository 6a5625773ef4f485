"""Runs a command and prints what it cost on the last line: wall, user, system, RSS, then the kernel's counts of bytes.

A process of its own, and a small one: a new process begins with the memory of the one that made it, and the kernel's peak remembers that.
"""

import os
import sys
import time

# ru_maxrss is in KiB, but for macOS.
RSS_UNIT = 1 if sys.platform == "darwin" else 1024


def io_at_end(pid):
    """What a process that ended but was not yet reaped moved, with all its children that were waited for: final, nothing is sampled."""
    if not os.path.exists("/proc/self/io"):
        return {}
    os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
    with open(f"/proc/{pid}/io") as lines:
        return {name: int(value) for name, value in (line.split(":") for line in lines)}


command = sys.argv[1:]
begin = time.monotonic()
pid = os.posix_spawnp(command[0], command, os.environ)
io = io_at_end(pid)
_, status, usage = os.wait4(pid, 0)
wall = time.monotonic() - begin
print()
print(
    wall,
    usage.ru_utime,
    usage.ru_stime,
    usage.ru_maxrss * RSS_UNIT,
    io.get("read_bytes", usage.ru_inblock * 512),
    io.get("write_bytes", usage.ru_oublock * 512),
    io.get("rchar", 0),
    io.get("wchar", 0),
    flush=True,
)
sys.exit(os.WEXITSTATUS(status) if os.WIFEXITED(status) else 128 + os.WTERMSIG(status))
