"""The class data archive: what halves the start. Java's own, not an AOT cache: on 25 that one starts slower here, and
two of them are never the same, while two archives from one list of classes are."""

import os
from pathlib import Path

from .programs import run

PATH = "opt/kitrail/kitrail.jsa"


def create(home, options, epoch, to):
    """From the folder that will be /opt/kitrail: an archive is bound to the times of the jar and of the runtime."""
    home, java, jar = Path(home), f"{home}/jre/bin/java", f"{home}/kitrail.jar"
    for bound in (jar, f"{home}/jre/lib/modules"):
        os.utime(bound, (epoch, epoch))
    heard = Path(f"{to}.heard")
    run(java, *options, f"-XX:DumpLoadedClassList={heard}", "-cp", jar, "io.github.kitrail.cli.WarmUp")
    names = Path(f"{to}.classes")
    names.write_text("".join(f"{line}\n" for line in classes(heard.read_text().splitlines())))
    run(java, "-Xshare:dump", "-XX:+UseSerialGC", f"-XX:SharedClassListFile={names}", f"-XX:SharedArchiveFile={to}", "-cp", jar)
    heard.unlink()
    names.unlink()


def classes(lines):
    """Neither order nor number of what was loaded, nor what threads that ran side by side resolved, only which classes."""
    return sorted({line.split(" id:")[0] for line in lines if not line.startswith(("#", "@cp", "@lambda-form-invoker"))})
