"""Fills a registry with the ModelKit that is pulled from it."""

import json
import os
import subprocess
import urllib.request

from .measure import Failed
from .rows import REPOSITORY

MANIFEST = "application/vnd.oci.image.manifest.v1+json"


def publish(kitrail, kit, host, home):
    """Publishes with Kitrail as tag 1, and as `titled` the same blobs with the titles that `oras pull` goes by.

    Returns the layers' digests.
    """
    command = [kitrail, "publish", kit.folder, "-t", f"{host}/{REPOSITORY}:1", "--plain-http", "-q"]
    done = subprocess.run(command, env=dict(os.environ, KITOPS_HOME=str(home)), capture_output=True, text=True)
    if done.returncode != 0:
        raise Failed(f"kitrail publish failed: {done.stderr[-600:].strip()}")
    url = f"http://{host}/v2/{REPOSITORY}/manifests/"
    with _open(url + "1", headers={"Accept": MANIFEST}) as answer:
        manifest = json.load(answer)
    for i, layer in enumerate(manifest["layers"]):
        layer["annotations"] = {"org.opencontainers.image.title": f"{i}.tar"}
    manifest["mediaType"] = MANIFEST
    _open(url + "titled", data=json.dumps(manifest).encode(), headers={"Content-Type": MANIFEST}, method="PUT").close()
    return [layer["digest"] for layer in manifest["layers"]]


def _open(url, **request):
    """Never through a proxy: the registry is on this machine."""
    return urllib.request.build_opener(urllib.request.ProxyHandler({})).open(urllib.request.Request(url, **request))
