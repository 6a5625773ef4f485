"""The programs that are measured and those that are needed."""

import os
import shutil
import subprocess
import time
from pathlib import Path

from .measure import Failed

TREE = Path(__file__).resolve().parents[2]
NEEDED = ("sh", "tar", "curl", "sha256sum")
PEERS = ("oras", "kit", "modctl", "openssl")


def cache_home():
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "kitrail"


def peers():
    """Where tools/peers installs."""
    return Path(os.environ.get("KITRAIL_PEERS_DIR") or cache_home() / "peers")


def kitrail():
    return os.environ.get("KITRAIL") or str(TREE / "kitrail")


def located(name):
    """The path of a program on PATH or among the peers; None when there is none."""
    return shutil.which(name, path=os.environ.get("PATH", "") + os.pathsep + str(peers() / "bin"))


def find(registries, strict, note):
    """Paths by name. What is needed and missing fails; a missing peer is told by name."""
    tools = {name: located(name) for name in (*NEEDED, *PEERS, *registries)}
    for name in (*NEEDED, *(["oras"] if strict else [])):
        if not tools[name]:
            raise Failed(f"The measurement needs {name}, which is not on PATH. Install it; tools/peers has oras.")
    for name in registries:
        if not tools[name]:
            raise Failed(f"There is no {name} on PATH or in {peers() / 'bin'}. Run tools/peers {name}, or choose another with --registry.")
    for name in PEERS:
        if not tools[name]:
            note(f"left out: {name} is not on PATH")
    tools["kitrail"] = kitrail()
    return {name: program for name, program in tools.items() if program}


def ready(kitrail):
    """Builds Kitrail if need be and waits for its class data archives, which the first starts make in the background."""
    for arguments in (["--version"], ["publish", "--help"]):
        done = subprocess.run([kitrail, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        if done.returncode != 0:
            raise Failed(f"{kitrail} {' '.join(arguments)} failed: {done.stderr[-600:].strip()}")
    archives = Path(kitrail).resolve().parent / "runner-core" / "target" / "cds"
    for _ in range(240):
        waiting = [tried for tried in archives.glob("*.tried") if not tried.with_suffix("").exists()]
        if not waiting:
            return
        time.sleep(0.25)
