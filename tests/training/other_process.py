"""A training in another process, as a user starts it."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

ROOT = Path(__file__).parent.parent.parent


@contextmanager
def started(*command: str) -> Iterator[subprocess.Popen[str]]:
    """Run `python COMMAND` from the checkout; killed with all its children at the end."""
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            for child in psutil.Process(process.pid).children(recursive=True):
                child.kill()
            process.kill()
        if process.stdout is not None and not process.stdout.closed:
            process.communicate()


def wait_until(true: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    """Wait for something that the process is to bring about."""
    deadline = time.monotonic() + 90
    while not true():
        if process.poll() is not None or time.monotonic() > deadline:
            raise AssertionError(process.communicate()[0])
        time.sleep(0.01)


def epochs_on_disk(run: Path) -> int:
    """How many lines history.jsonl has."""
    history = run / "history.jsonl"
    return history.read_text().count("\n") if history.is_file() else 0
