"""Asks a server with OpenAI's API for the continuation of a text, and notes when each piece of it came."""

import http.client
import json
import time
from dataclasses import dataclass

from .measure import Failed

PATIENCE = 300  # seconds


@dataclass(frozen=True)
class Continuation:
    """Seconds on the clock `time.monotonic`."""

    asked: float
    first: float  # when the first piece with text came
    last: float  # when the last one did
    tokens: int
    text: str

    @property
    def writing(self):
        """Seconds from the first piece to the last."""
        return self.last - self.first

    @property
    def rate(self):
        """Tokens a second after the first one."""
        return (self.tokens - 1) / self.writing

    @property
    def whole(self):
        """Seconds from the request to the last piece."""
        return self.last - self.asked


def continued(side, port, prompt, tokens, more):
    """The continuation of `prompt`, each token the likeliest.

    @param more fields of the request that this side alone knows
    """
    body = {"prompt": prompt, "max_tokens": tokens, "temperature": 0, "stream": True, "stream_options": {"include_usage": True}, **more}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.connect()
        asked = time.monotonic()
        connection.request("POST", "/v1/completions", json.dumps(body), {"Content-Type": "application/json"})
        answer = connection.getresponse()
        if answer.status != 200:
            raise Failed(f"{side}: the request was answered with {answer.status}: {answer.read(600).decode(errors='replace')}")
        return _read(side, answer, asked)
    except OSError as e:
        raise Failed(f"{side}: the connection broke: {e}") from e
    finally:
        connection.close()


def _read(side, answer, asked):
    first = last = None
    text = []
    usage = {}
    for line in answer:
        if not line.startswith(b"data: {"):
            continue
        now = time.monotonic()
        event = json.loads(line[len(b"data: ") :])
        if "error" in event:
            raise Failed(f"{side}: the answer broke off: {event['error'].get('message')}")
        usage = event.get("usage") or usage
        piece = "".join(choice.get("text") or "" for choice in event.get("choices", []))
        if piece:
            first = first or now
            last = now
            text.append(piece)
    if first is None:
        raise Failed(f"{side}: the answer is empty.")
    return Continuation(asked, first, last, usage.get("completion_tokens", 0), "".join(text))
