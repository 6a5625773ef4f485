"""Installs the pinned requirements into a virtual environment (once) and trains the model there.

Needs Python 3.11 or newer and nothing else: python3 code/retrain.py [--venv DIR] [options of train.py]
"""

import argparse
import os
import subprocess
import sys
import venv
from pathlib import Path

CODE = Path(__file__).resolve().parent


def python_of(environment):
    return environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def install(environment, requirements):
    """The requirements are copied into the environment when they are installed: when they change, they are again."""
    installed = environment / "installed-requirements.txt"
    if installed.is_file() and installed.read_bytes() == requirements.read_bytes():
        return
    print(f"Installing {requirements} into {environment} (several minutes the first time)", flush=True)
    python = python_of(environment)
    # Each step can be repeated, so that an installation that was cut off goes on when it is started again.
    if not python.exists():
        venv.create(environment, symlinks=os.name != "nt")
    subprocess.run([python, "-m", "ensurepip"], check=True, stdout=subprocess.DEVNULL)
    subprocess.run([python, "-m", "pip", "install", "--quiet", "-r", requirements], check=True)
    installed.write_bytes(requirements.read_bytes())


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument(
        "--venv", type=Path, default=CODE.parent / ".venv", help="where to install (default: %(default)s)"
    )
    options, for_training = options.parse_known_args()
    try:
        install(options.venv, CODE / "requirements.txt")
    except subprocess.CalledProcessError as failure:
        print(f"Could not install the requirements into {options.venv}: {failure}", file=sys.stderr)
        return failure.returncode
    return subprocess.run([python_of(options.venv), CODE / "train.py", *for_training]).returncode


if __name__ == "__main__":
    sys.exit(main())
