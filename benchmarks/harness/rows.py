"""What is measured: rows, and in each the sides that do the same work. A side is a function (host, folder) -> command."""

import shlex
from dataclasses import dataclass
from pathlib import Path

from .measure import Failed

REPOSITORY = "bench"
UPLOAD = Path(__file__).with_name("upload.sh")


@dataclass(frozen=True)
class Row:
    name: str
    sides: dict
    fresh: bool = False  # each run gets an empty registry
    home: object = None  # KITOPS_HOME of all runs; a new one for each run when None
    files: int = 0  # bytes that must stand in folder/out afterwards
    first: str = "kitrail"  # what is compared with the others, if anything


def shell(*lines):
    return ["sh", "-euc", "\n".join(lines)]


def q(*words):
    return " ".join(shlex.quote(str(word)) for word in words)


class Rows:
    """@param tools the programs by name; those that are missing have no side"""

    def __init__(self, tools, kit):
        self._tools = tools
        self._kit = kit
        # Debian's sha256sum is without the CPU's instructions for it, at a sixth of the speed: no fair opponent.
        self._hash = [tools["openssl"], "dgst", "-sha256"] if "openssl" in tools else ["sha256sum"]

    def _have(self, sides):
        return {name: side for name, side in sides.items() if name.split()[0].rstrip(":") in self._tools}

    def _kitrail(self, *arguments):
        return [self._tools["kitrail"], *map(str, arguments)]

    def publish(self):
        kit, folder = self._tools.get("kit"), self._kit.folder

        def oras(host, directory):
            layers = [f"{i}.tar" for i in range(len(self._kit.layers))]
            tars = [q("tar", "-C", folder, "-cf", tar, layer) for tar, layer in zip(layers, self._kit.layers)]
            push = q(self._tools["oras"], "push", "--plain-http", f"{host}/{REPOSITORY}:1", *(f"{tar}:application/x-tar" for tar in layers))
            return shell(q("cd", directory), *tars, q(*self._hash, *layers), push)

        return Row(
            "publish",
            self._have({
                "kitrail publish": lambda host, _: self._kitrail("publish", folder, "-t", f"{host}/{REPOSITORY}:1", "--plain-http", "-q"),
                "kit pack+push": lambda host, _: shell(q(kit, "pack", folder, "-t", f"{host}/{REPOSITORY}:1"), q(kit, "push", f"{host}/{REPOSITORY}:1", "--plain-http")),
                "oras: tar+sha256+push": oras,
                "curl: bare upload": lambda host, _: [str(UPLOAD), f"{host}/{REPOSITORY}", *(str(x) for pair in self._kit.plain for x in pair)],
            }),
            fresh=True,
        )

    def republish(self, home):
        kit = self._tools.get("kit")
        return Row(
            "re-publish, unchanged",
            self._have({
                "kitrail publish": lambda host, _: self._kitrail("publish", self._kit.folder, "-t", f"{host}/{REPOSITORY}:1", "--plain-http", "-q"),
                "kitrail --version": lambda host, _: self._kitrail("--version"),
                "kitrail list": lambda host, directory: self._kitrail("list", "--store", directory),
                "kit push": lambda host, _: shell(q(kit, "push", f"{host}/{REPOSITORY}:1", "--plain-http")),
            }),
            home=home,
        )

    def unpack(self, blobs):
        kit = self._tools.get("kit")

        def oras(host, directory):
            pull = q(self._tools["oras"], "pull", "--plain-http", f"{host}/{REPOSITORY}:titled", "-o", f"{directory}/tars")
            untar = f"for tar in {q(directory)}/tars/*.tar; do tar -C {q(directory)}/out -xf $tar; done"
            return shell(q("mkdir", f"{directory}/out"), pull, untar)

        return Row(
            "files in a folder",
            self._have({
                "kitrail unpack": lambda host, directory: self._kitrail("unpack", f"{host}/{REPOSITORY}:1", "-d", f"{directory}/out", "--plain-http", "-q"),
                "kit pull+unpack": lambda host, directory: shell(
                    q(kit, "pull", f"{host}/{REPOSITORY}:1", "--plain-http"),
                    q(kit, "unpack", f"{host}/{REPOSITORY}:1", "-d", f"{directory}/out"),
                ),
                "oras: pull+tar x": oras,
                "curl: download+sha256": lambda host, directory: shell(
                    q("mkdir", f"{directory}/out"),
                    q("curl", "-sSfL", *(word for i, blob in enumerate(blobs) for word in ("-o", f"{directory}/out/{i}", f"http://{host}/v2/{REPOSITORY}/blobs/{blob}"))),
                    q(*self._hash, *(f"{directory}/out/{i}" for i in range(len(blobs)))),
                ),
            }),
            files=self._kit.size,
        )

    def pull(self):
        kit, modctl = self._tools.get("kit"), self._tools.get("modctl")
        return Row(
            "pull into the store",
            self._have({
                "kitrail pull": lambda host, directory: self._kitrail("pull", f"{host}/{REPOSITORY}:1", "--plain-http", "-q", "--store", directory),
                "kit pull": lambda host, _: [kit, "pull", f"{host}/{REPOSITORY}:1", "--plain-http"],
                "modctl pull": lambda host, directory: [modctl, "pull", f"{host}/{REPOSITORY}:1", "--plain-http", "--storage-dir", directory],
                "oras: copy to a layout": lambda host, directory: [
                    self._tools["oras"], "copy", "--from-plain-http", f"{host}/{REPOSITORY}:1", "--to-oci-layout", f"{directory}/layout:1",
                ],
            }),
        )

    def limits(self):
        files = [file for file, _ in self._kit.plain]
        urls = lambda host: [f"http://{host}/{i}" for i in range(len(files))]
        return Row(
            "limits",
            {
                "sha256sum": lambda host, _: ["sha256sum", *map(str, files)],
                **({"openssl dgst -sha256": lambda host, _: [*self._hash, *map(str, files)]} if "openssl" in self._tools else {}),
                "curl PUT": lambda host, _: ["curl", "-sSf", "-H", "Expect:", *(str(w) for pair in zip(files, urls(host)) for w in ("-T", *pair))],
                "curl GET": lambda host, directory: ["curl", "-sSf", *(w for i, url in enumerate(urls(host)) for w in ("-o", f"{directory}/{i}", url))],
            },
            first="",
        )


def require_size(row, folder):
    """That a folder holds all that was asked for: a side that did less must not look fast."""
    if row.files:
        found = sum(file.stat().st_size for file in Path(folder, "out").rglob("*") if file.is_file())
        # The plain files hold the code as a tar, whose headers are no files' bytes.
        if found < row.files * 0.97:
            raise Failed(f"{row.name}: {found} bytes came out instead of about {row.files}")
