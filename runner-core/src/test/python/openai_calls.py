"""Makes calls of OpenAI's client library, as a test asks for them, and says what the library made of the answers.

    usage: openai_calls.py URL KEY

Reads one JSON object a line: `call`, such as `chat.completions.create`, its `arguments`, and `take`, how much of a stream is read before it is
closed (all of it when absent). Writes one a line: `type`, the class of the library that came, with `value`; for a stream `chunks`; for an
exception `error`, its class, with `status`, `param`, `code` and `message`.
"""

import itertools
import json
import sys

import openai


def made(value):
    return {"type": type(value).__name__, "value": value.model_dump(mode="json")}


def answer(client, asked):
    call = client
    for name in asked["call"].split("."):
        call = getattr(call, name)
    came = call(**asked.get("arguments", {}))
    if isinstance(came, openai.Stream):
        with came as stream:
            return {"chunks": [made(chunk) for chunk in itertools.islice(stream, asked.get("take"))]}
    return made(came)


def main():
    # One try: a failure must not be hidden by the next one.
    client = openai.OpenAI(base_url=sys.argv[1] + "v1", api_key=sys.argv[2], max_retries=0, timeout=60)
    for line in sys.stdin:
        try:
            said = answer(client, json.loads(line))
        except openai.APIStatusError as e:
            said = {"error": type(e).__name__, "status": e.status_code, "param": e.param, "code": e.code, "message": e.message}
        except openai.OpenAIError as e:
            said = {"error": type(e).__name__, "message": str(e)}
        print(json.dumps(said), flush=True)


if __name__ == "__main__":
    main()
