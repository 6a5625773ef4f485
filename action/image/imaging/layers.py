"""Layers whose bytes depend on nothing but the files in them."""

import gzip
import hashlib
import io
import os
import tarfile
from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """One file, folder or symbolic link of a layer; the path is without a leading slash."""

    path: str
    kind: bytes
    mode: int = 0o755
    content: bytes = b""
    target: str = ""


def file(path, content, mode=0o644):
    return Entry(path, tarfile.REGTYPE, mode, content.encode() if isinstance(content, str) else content)


def folder(path, mode=0o755):
    return Entry(path, tarfile.DIRTYPE, mode)


def link(path, target):
    return Entry(path, tarfile.SYMTYPE, 0o777, target=target)


def tree(directory, path):
    """A folder of this machine, to be put at this path."""
    entries = [folder(path)]
    for here, folders, files in os.walk(directory):
        inside = os.path.normpath(os.path.join(path, os.path.relpath(here, directory)))
        for name in folders + files:
            source, at = os.path.join(here, name), f"{inside}/{name}"
            if os.path.islink(source):
                entries.append(link(at, os.readlink(source)))
            elif name in folders:
                entries.append(folder(at))
            else:
                with open(source, "rb") as content:
                    entries.append(file(at, content.read(), 0o755 if os.access(source, os.X_OK) else 0o644))
    return entries


def unpack(entries, root, epoch):
    """Lays them out below a folder that is not there yet, with the modes and the time that they will have."""
    os.makedirs(root)
    for entry in sorted(entries, key=lambda one: one.path.split("/")):
        at = os.path.join(root, entry.path)
        if entry.kind == tarfile.SYMTYPE:
            os.symlink(entry.target, at)
            continue
        if entry.kind == tarfile.DIRTYPE:
            os.makedirs(at, exist_ok=True)
        else:
            with open(at, "wb") as content:
                content.write(entry.content)
        os.chmod(at, entry.mode)
        os.utime(at, (epoch, epoch))


@dataclass(frozen=True)
class Layer:
    """A layer as it is pushed."""

    title: str
    blob: bytes
    digest: str
    diff_id: str

    @staticmethod
    def of(title, entries, epoch):
        """Sorted, owned by root, all of one time in seconds since 1970. The folders above an entry must be among them."""
        raw = io.BytesIO()
        with tarfile.open(fileobj=raw, mode="w", format=tarfile.PAX_FORMAT) as archive:
            for entry in sorted(entries, key=lambda one: one.path.split("/")):
                info = tarfile.TarInfo(entry.path)
                info.type, info.mode, info.mtime, info.size = entry.kind, entry.mode, epoch, len(entry.content)
                info.linkname, info.uname, info.gname = entry.target, "root", "root"
                archive.addfile(info, io.BytesIO(entry.content))
        blob = gzip.compress(raw.getvalue(), compresslevel=9, mtime=0)
        return Layer(title, blob, sha256(blob), sha256(raw.getvalue()))


def sha256(content):
    return "sha256:" + hashlib.sha256(content).hexdigest()
