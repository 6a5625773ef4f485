"""The ModelKit that is moved: made once, kept in the cache, its digests with it."""

import hashlib
import json
import os
import random
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

MIB = 1024 * 1024
SIZES = {  # model, each of four parts, files of code, bytes of each
    "full": (3_000_000_000, 256 * MIB, 2200, 30_000),
    "small": (200 * MIB, 16 * MIB, 2200, 15_000),
    "tiny": (8 * MIB, MIB, 50, 2_000),
}
FORMAT = 1  # change it with what is made


@dataclass(frozen=True)
class ModelKit:
    """A folder with a Kitfile; beside it the same bytes as plain files with their digests, for curl."""

    folder: Path
    plain: list  # (file, hex digest)
    size: int
    layers: list  # what is packed into one tar each, relative to the folder

    @staticmethod
    def of(size, cache, note):
        home = cache / f"modelkit-{FORMAT}-{size}"
        if not (home / "digests.json").exists():
            note(f"making the ModelKit of size {size} in {home} (once)")
            beside = cache / f"modelkit-{FORMAT}-{size}.{os.getpid()}"
            try:
                _make(beside, *SIZES[size])
                shutil.rmtree(home, ignore_errors=True)
                beside.rename(home)
            finally:
                shutil.rmtree(beside, ignore_errors=True)
        digests = json.loads((home / "digests.json").read_text())
        plain = [(home / name, digest) for name, digest in digests.items()]
        size = sum(file.stat().st_size for file, _ in plain)
        layers = ["model/model.bin", *(f"model/part-{i}" for i in range(4)), "code"]
        return ModelKit(home / "kit", plain, size, layers)

    def warm(self):
        """Brings the files into the page cache, so that no side pays for the disk alone."""
        for file in self.folder.rglob("*"):
            if file.is_file():
                with open(file, "rb", buffering=0) as data:
                    while data.read(4 * MIB):
                        pass


def _make(home, model, part, files, each):
    kit = home / "kit"
    (kit / "model").mkdir(parents=True)
    noise = random.Random(4)
    digests = {}
    for name, size in [("model.bin", model), *((f"part-{i}", part) for i in range(4))]:
        digests[f"kit/model/{name}"] = _fill(kit / "model" / name, size, noise)
    for i in range(files):
        file = kit / "code" / f"package-{i % 20}" / f"file-{i}.bin"
        file.parent.mkdir(parents=True, exist_ok=True)
        _fill(file, each, noise)
    parts = ", ".join(f"{{path: model/part-{i}}}" for i in range(4))
    (kit / "Kitfile").write_text(
        "manifestVersion: 1.0.0\n"
        "package: {name: bench, version: 1.0.0}\n"
        f"model: {{name: bench, path: model/model.bin, parts: [{parts}]}}\n"
        "code: [{path: code}]\n"
    )
    subprocess.run(["tar", "-C", kit, "-cf", home / "code.tar", "code"], check=True)
    digests["code.tar"] = hashlib.sha256((home / "code.tar").read_bytes()).hexdigest()
    (home / "digests.json").write_text(json.dumps(digests))


def _fill(file, size, noise):
    digest = hashlib.sha256()
    with open(file, "wb") as out:
        while size > 0:
            block = noise.randbytes(min(size, 4 * MIB))
            digest.update(block)
            out.write(block)
            size -= len(block)
    return digest.hexdigest()
