"""An OCI image layout, and the same as a tar that `docker load` reads."""

import io
import json
import tarfile
from pathlib import Path

from .layers import sha256

INDEX = "application/vnd.oci.image.index.v1+json"
MANIFEST = "application/vnd.oci.image.manifest.v1+json"
CONFIG = "application/vnd.oci.image.config.v1+json"
LAYER = "application/vnd.oci.image.layer.v1.tar+gzip"


def encode(value):
    return (json.dumps(value, indent=2) + "\n").encode()


class Layout:
    """Images for several architectures in one folder, listed in its index.json."""

    def __init__(self, directory):
        self.directory = Path(directory)
        self.blobs = self.directory / "blobs" / "sha256"
        self.blobs.mkdir(parents=True)
        self.manifests = []
        self.images = {}

    def add(self, arch, layers, settings, created, annotations):
        """Returns the digest of the image's manifest."""
        config = {
            "created": created,
            "architecture": arch,
            "os": "linux",
            "config": settings,
            "rootfs": {"type": "layers", "diff_ids": [layer.diff_id for layer in layers]},
            "history": [{"created": created, "created_by": layer.title} for layer in layers],
        }
        for layer in layers:
            self._blob(layer.blob)
        manifest = encode({
            "schemaVersion": 2,
            "mediaType": MANIFEST,
            "config": self._descriptor(CONFIG, encode(config)),
            "layers": [{"mediaType": LAYER, "digest": layer.digest, "size": len(layer.blob)} for layer in layers],
            "annotations": annotations,
        })
        listed = self._descriptor(MANIFEST, manifest)
        self.manifests.append({**listed, "platform": {"architecture": arch, "os": "linux"}})
        self.images[arch] = (sha256(encode(config)), layers)
        return listed["digest"]

    def close(self, annotations):
        """Returns the digest of the index, by which all architectures are pulled."""
        index = encode({"schemaVersion": 2, "mediaType": INDEX, "manifests": self.manifests, "annotations": annotations})
        (self.directory / "oci-layout").write_text('{"imageLayoutVersion": "1.0.0"}\n')
        (self.directory / "index.json").write_bytes(index)
        return sha256(index)

    def docker_archive(self, arch, name, to):
        """One architecture, for `docker load`."""
        config, layers = self.images[arch]
        files = {digest.split(":")[1]: self._path(digest).read_bytes()
                 for digest in [config, *dict.fromkeys(layer.digest for layer in layers)]}
        listed = [{"Config": self._name(config), "RepoTags": [name], "Layers": [self._name(layer.digest) for layer in layers]}]
        with tarfile.open(to, "w", format=tarfile.USTAR_FORMAT) as archive:
            for path, content in [*((f"blobs/sha256/{one}", files[one]) for one in sorted(files)),
                                  ("manifest.json", encode(listed))]:
                info = tarfile.TarInfo(path)
                info.size = len(content)
                archive.addfile(info, io.BytesIO(content))

    def _descriptor(self, media_type, content):
        self._blob(content)
        return {"mediaType": media_type, "digest": sha256(content), "size": len(content)}

    def _blob(self, content):
        self._path(sha256(content)).write_bytes(content)

    def _path(self, digest):
        return self.blobs / digest.split(":")[1]

    @staticmethod
    def _name(digest):
        return "blobs/sha256/" + digest.split(":")[1]
