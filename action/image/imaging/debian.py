"""The base layer: some packages of Debian, unpacked and thinned out; no script of theirs has run."""

import os
import shutil
import tarfile
from pathlib import Path

from . import Failed, layers
from .programs import run

SUITE = "trixie"
# llama.cpp's natives are C++ with OpenMP; git needs libpcre2; the entrypoint is a shell script.
PACKAGES = ("base-files", "netbase", "tzdata", "libc6", "zlib1g", "libstdc++6", "libgomp1", "libpcre2-8-0", "dash")
# Character sets that no program here asks for, and what people read.
LEFT_OUT = (
    "usr/share/man/", "usr/share/locale/", "usr/share/info/", "usr/share/lintian/", "usr/share/bash-completion/",
    "usr/share/gcc/", "usr/share/gdb/", "usr/share/perl5/", "usr/share/debconf/", "usr/share/pixmaps/", "usr/share/menu/",
    "usr/lib/x86_64-linux-gnu/gconv/", "usr/lib/aarch64-linux-gnu/gconv/", "etc/apt/", "etc/default/", "etc/dpkg/",
    "var/cache/", "var/lib/apt/", "var/lib/kitrail-debs/", "var/lib/dpkg/",
)
KEPT = "var/lib/dpkg/status.d/"
NOTES = "var/lib/kitrail-debs/"
# The machine that builds lends mmdebstrap its own.
HOSTS_OWN = ("etc/resolv.conf", "etc/hostname")
GIT_CONFIG = """\
# A workspace belongs to the runner's user and the container runs as root; git would say nothing about it.
[safe]
\tdirectory = *
"""


class Base:
    """What mmdebstrap made: the entries of the layer, and the packages as (name, version, architecture, sha256)."""

    def __init__(self, arch, epoch, work):
        program = shutil.which("mmdebstrap")
        if program is None:
            raise Failed("mmdebstrap is not on PATH. `tools/peers mmdebstrap` puts it into the bin folder it names.")
        archive = Path(work) / f"base-{arch}.tar"
        hook = Path(__file__).resolve().parent.parent / "unpack-hook"
        run(program, "--quiet", "--variant=extract", "--format=tar", f"--architectures={arch}",
            f"--include={','.join(PACKAGES)}", f"--extract-hook={hook} \"$1\"", SUITE, archive,
            env={**os.environ, "SOURCE_DATE_EPOCH": str(epoch), "LC_ALL": "C.UTF-8"})
        self.entries = [
            layers.file("etc/gitconfig", GIT_CONFIG),
            layers.file("etc/passwd", "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n"),
            layers.file("etc/group", "root:x:0:\nnogroup:x:65534:\n"),
            layers.file("etc/nsswitch.conf", "passwd: files\ngroup: files\nhosts: files dns\n"),
        ]
        self.packages = []
        with tarfile.open(archive) as unpacked:
            for member in unpacked:
                self._take(unpacked, member)
        archive.unlink()
        self.packages.sort()

    def _take(self, unpacked, member):
        path = member.name.removeprefix("./").rstrip("/")
        if path.startswith(NOTES) and member.isfile():
            self.packages.append(tuple(unpacked.extractfile(member).read().decode().split()))
        if path in ("", ".") or path in HOSTS_OWN or not member.isdir() and self._left_out(path):
            return
        if member.isdir():
            if not self._left_out(path + "/") or KEPT.startswith(path + "/"):
                self.entries.append(layers.folder(path, member.mode))
        elif member.issym():
            self.entries.append(layers.link(path, member.linkname))
        elif member.isfile():
            self.entries.append(layers.file(path, unpacked.extractfile(member).read(), member.mode))
        elif member.islnk():
            original = unpacked.getmember(member.linkname)
            self.entries.append(layers.file(path, unpacked.extractfile(original).read(), original.mode))
        # Devices are the container runtime's.

    @staticmethod
    def _left_out(path):
        if path.startswith(KEPT):
            return False
        if path.startswith("usr/share/doc/"):
            # What the licences ask to be passed on.
            return not (path.endswith("/") or path.endswith("/copyright"))
        return path.startswith(LEFT_OUT)
