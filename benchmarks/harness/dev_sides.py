"""The ways to have a model served on one's own machine: Kitrail's dev server, and llama-server started by hand."""

import http.client
import os
import re
import socket
import subprocess
import time

from .measure import Failed

ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)/")
PATIENCE = 120  # seconds
LOOK = 0.01


class Kitrail:
    """`kitrail dev start` in the background, ended by `kitrail dev stop`."""

    more = {}

    def __init__(self, program, engine, llama_server, target, context, work):
        self.name = f"kitrail dev, {engine}"
        self._command = [program, "dev", "start", str(target), "--engine", engine, "--context-size", str(context)]
        self._stop = [program, "dev", "stop"]
        self._environment = dict(os.environ, KITOPS_HOME=str(work / f"home-{engine}"))
        self._log = work / f"start-{engine}.log"
        self._starting = None
        if llama_server:
            self._environment["KITRAIL_LLAMA_SERVER"] = llama_server

    def start(self):
        """The port, as soon as the command prints it: the model is loaded then.

        The command itself ends 0.3 s later: that long Java waits for its own thread that watches the server's process.
        """
        with open(self._log, "wb") as log:
            self._starting = subprocess.Popen(self._command, env=self._environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log)
        try:
            found = ADDRESS.search(self._starting.stdout.readline().decode())
            if found:
                return int(found.group(1))
            status = self._starting.wait(PATIENCE)
            raise Failed(f"{self.name}: the start ended with status {status}: {self._log.read_text(errors='replace')[-600:].strip()}")
        except BaseException:
            self.stop()
            raise

    def stop(self):
        if self._starting:
            subprocess.run(self._stop, env=self._environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True)
            self._starting.communicate()
            self._starting = None


class ByHand:
    """llama-server with what decides its speed as Kitrail has it: context, threads, one request at a time, no memory of the prompt before."""

    name = "llama-server by hand"
    more = {"cache_prompt": False}

    def __init__(self, program, model, context, work):
        self._command = [program, "--model", str(model), "--ctx-size", str(context), "--parallel", "1", "--threads", str(os.cpu_count())]
        self._log = work / "llama-server.log"
        self._process = None

    def start(self):
        """The port, as soon as the server says that the model is loaded."""
        port = _free_port()
        with open(self._log, "wb") as log:
            command = [*self._command, "--host", "127.0.0.1", "--port", str(port)]
            self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        try:
            end = time.monotonic() + PATIENCE
            while time.monotonic() < end and self._process.poll() is None:
                if _health(port) == 200:
                    return port
                time.sleep(LOOK)
            raise Failed(f"{self.name} did not start: {self._log.read_text(errors='replace')[-600:]}")
        except BaseException:
            self.stop()
            raise

    def stop(self):
        if self._process:
            self._process.terminate()
            try:
                self._process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process = None


def _free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def _health(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", "/health")
        return connection.getresponse().status
    except OSError:
        return 0
    finally:
        connection.close()
