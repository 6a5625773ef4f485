"""The Java runtime: linked from a JDK, or one that is ready."""

import re
from pathlib import Path

from . import Failed
from .programs import run

# jdeps asks for java.desktop too, for java.beans: Jackson, SnakeYAML and Commons look for it and go on without.
NOT_NEEDED = {"java.desktop"}
# What jdeps cannot see: socket options that HttpClient looks up by name.
BY_NAME = {"jdk.net"}
MACHINES = {"amd64": "x86_64", "arm64": "aarch64"}


def release(home):
    """The fields of a Java's release file."""
    try:
        text = (Path(home) / "release").read_text()
    except OSError as e:
        raise Failed(f"{home} is no Java: its release file cannot be read ({e.strerror}).") from None
    return dict(re.findall(r'^(\w+)="(.*)"$', text, re.MULTILINE))


def modules(jdk, jar):
    found = run(f"{jdk}/bin/jdeps", "--ignore-missing-deps", "--multi-release", "25", "--print-module-deps", "-q", jar)
    return sorted(set(found.strip().split(",")) - NOT_NEEDED | BY_NAME)


def link(jdk, foreign, arch, jar, to):
    """Links a runtime with jdk's jlink; with foreign, another JDK of the same version, from that one's jmods."""
    needed = modules(jdk, jar)
    path = []
    if foreign != jdk:
        if release(foreign).get("OS_ARCH") not in (MACHINES[arch], arch):
            raise Failed(f"{foreign} is for {release(foreign).get('OS_ARCH')}, not for {arch}.")
        if not (Path(foreign) / "jmods").is_dir():
            raise Failed(f"{foreign} has no jmods folder, without which only its own machine can link from it. "
                         f"Name one that has, or a ready runtime with --jre.")
        path = ["--module-path", f"{foreign}/jmods"]
    # Not compressed: it starts faster, and the layer is compressed as a whole, which is smaller than jlink's.
    run(f"{jdk}/bin/jlink", *path, "--add-modules", ",".join(needed), "--strip-debug", "--no-man-pages",
        "--no-header-files", "--compress", "zip-0", "--output", to)


def check(jre, jdk, arch, jar):
    """A ready runtime must be for the architecture and have all modules; its files are taken as they are."""
    facts = release(jre)
    missing = set(modules(jdk, jar)) - set(facts.get("MODULES", "").split())
    if missing:
        raise Failed(f"The runtime {jre} lacks the modules {', '.join(sorted(missing))}.")
    header = (Path(jre) / "bin/java").read_bytes()[:20]
    if header[18] != {"amd64": 62, "arm64": 183}[arch]:
        raise Failed(f"The runtime {jre} is not for {arch}.")
