"""The command's jar as an image has it."""

import io
import re
import zipfile

from . import Failed

# llama.cpp for all systems that the release's jar runs on: a quarter of it.
NATIVE = re.compile(r"de/kherud/llama/[A-Z][^/]*/")
OWN = {"amd64": "de/kherud/llama/Linux/x86_64/", "arm64": "de/kherud/llama/Linux/aarch64/"}


def slim(jar, arch):
    """The same entries in the same order, but for the natives of other systems; not compressed, since the layer is
    compressed as a whole, which finds more, and classes load faster."""
    slimmed = io.BytesIO()
    own = 0
    with zipfile.ZipFile(io.BytesIO(jar)) as whole, zipfile.ZipFile(slimmed, "w", zipfile.ZIP_STORED) as part:
        for entry in whole.infolist():
            content = whole.read(entry)
            if NATIVE.match(entry.filename) and not entry.is_dir():
                if not entry.filename.startswith(OWN[arch]):
                    continue
                own += 1
            entry.compress_type = zipfile.ZIP_STORED
            part.writestr(entry, content)
    if own == 0:
        raise Failed(f"The jar has no {OWN[arch]}: has the library put its natives elsewhere?")
    return slimmed.getvalue()
