"""The class data archive: what halves the start. Java's own, not an AOT cache: on 25 that one starts slower here, and
two of them are never the same, while two archives from one list of classes are."""

import os
from collections import Counter
from pathlib import Path

from . import layers
from .programs import run

PATH = "opt/kitrail/kitrail.jsa"
# Copies run in threads, so a warm-up now and then loads a class that no other does (of twenty, one loaded two more than the
# 3,803 of all): what half of some warm-ups load is the same. What verify, gate and a run load besides is not in it: that was
# 0.07 s of CPU of 0.5 to 0.6 for the first two and 0.18 of 2.39 for a run, for 0.6 and 2.5 MB more.
WARM_UPS = 8
# Only in a root of its own is the jar where it will be: to a class from an archive that was made elsewhere Java gives no
# code source, and the engines' child could not be started.
# The first mount makes the root one for Java too, which asks on which file system a file is.
ENTER = 'mount --bind "$0" "$0" && mount --rbind /dev "$0/dev" && mount -t proc proc "$0/proc" && exec chroot "$0" "$@"'


def create(entries, options, epoch, root):
    """The archive's bytes, made in a root of the other layers' entries with the java that is in it."""
    layers.unpack(entries, root, epoch)
    tmp = Path(root) / "tmp"

    def java(*words):
        namespaces = ["--mount", "--pid", "--fork", *([] if os.geteuid() == 0 else ["--map-root-user"])]
        run("unshare", *namespaces, "sh", "-c", ENTER, root, "/opt/kitrail/jre/bin/java", *options,
            "-cp", "/opt/kitrail/kitrail.jar", *words, env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": "/tmp"})

    def heard(*words):
        java("-XX:DumpLoadedClassList=/tmp/heard", *words)
        return classes((tmp / "heard").read_text().splitlines())

    times = Counter(name for _ in range(WARM_UPS) for name in heard("io.github.kitrail.cli.WarmUp"))
    wanted = {name for name, count in times.items() if count >= WARM_UPS / 2} | heard("io.github.kitrail.cli.Main", "--version")
    (tmp / "classes").write_text("".join(f"{line}\n" for line in sorted(wanted)))
    java("-Xshare:dump", "-XX:SharedClassListFile=/tmp/classes", "-XX:SharedArchiveFile=/tmp/kitrail.jsa")
    return (tmp / "kitrail.jsa").read_bytes()


def classes(lines):
    """Neither order nor number of what was loaded, nor what threads that ran side by side resolved, only which classes."""
    return {line.split(" id:")[0] for line in lines if not line.startswith(("#", "@cp", "@lambda-form-invoker"))}
