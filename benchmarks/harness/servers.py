"""The other side: registries, each on a free loopback port with data of its own, and a plain HTTP server."""

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

from .measure import Failed

REGISTRIES = ("docker-registry", "crane")
READY = re.compile(rb"(?:listening on 127\.0\.0\.1:|serving on port )(\d+)")


class Server:
    """A running process; `host` is what clients name. Closing ends it and removes its data."""

    def __init__(self, name, command, data):
        self.data = data
        self._log = data / "log"
        with open(self._log, "wb") as log:
            self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
        try:
            self.host = f"127.0.0.1:{self._port(name)}"
        except BaseException:
            self.close()
            raise

    def _port(self, name):
        for _ in range(200):
            found = READY.search(self._log.read_bytes())
            if found:
                return int(found.group(1))
            if self._process.poll() is not None:
                break
            time.sleep(0.05)
        raise Failed(f"{name} did not start: {self._log.read_text(errors='replace')[-400:]}")

    def close(self):
        self._process.kill()
        self._process.wait()
        shutil.rmtree(self.data, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def start(name, work, programs):
    """A new, empty registry: blobs are shared by all repositories of one, so a full publish needs a new one."""
    data = work / f"server-{time.monotonic_ns()}"
    data.mkdir(parents=True)
    program = programs[name]
    if name == "crane":
        (data / "data").mkdir()
        return Server(name, [program, "registry", "serve", "--address", "127.0.0.1:0", "--disk", data / "data"], data)
    configuration = data / "configuration.yml"
    configuration.write_text(
        "version: 0.1\n"
        "log: {level: info, accesslog: {disabled: true}}\n"
        f"storage: {{filesystem: {{rootdirectory: '{data / 'data'}'}}, delete: {{enabled: true}}}}\n"
        "http: {addr: '127.0.0.1:0', secret: benchmark}\n"
    )
    return Server(name, [program, "serve", configuration], data)


def plain(work, files):
    """Serves `files` and takes any PUT without keeping it."""
    data = work / f"server-{time.monotonic_ns()}"
    data.mkdir(parents=True)
    script = Path(__file__).with_name("plain_http.py")
    return Server("the plain HTTP server", [sys.executable, script, *map(os.fspath, files)], data)


def discarding(work, jar):
    """Kitrail's own registry fixture, which hashes and forgets: for more bytes than the disk has."""
    data = work / f"server-{time.monotonic_ns()}"
    data.mkdir(parents=True)
    return Server("the discarding registry", ["java", "-Xmx256m", "-cp", jar, "io.github.kitrail.benchmarks.DiscardingRegistry"], data)
