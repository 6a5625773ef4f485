"""Other programs, run quietly."""

import subprocess

from . import Failed


def run(*command, env=None, cwd=None):
    """The program's standard output. One that is missing or fails ends the build with what it said."""
    words = [str(word) for word in command]
    try:
        done = subprocess.run(words, env=env, cwd=cwd, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    except FileNotFoundError:
        raise Failed(f"{words[0]} is not installed, and the image cannot be built without it.") from None
    if done.returncode != 0:
        raise Failed(f"{' '.join(words)} ended with {done.returncode}:\n{(done.stdout + done.stderr).strip()[-4000:]}")
    return done.stdout
