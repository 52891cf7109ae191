"""One writer a run folder: two windows, or a window and a server, cannot spoil it together."""

import json
import os
import socket
from pathlib import Path

from filelock import FileLock, Timeout

from explorer.problem import UserProblem
from explorer.training.run_files import LOCK


class RunLock:
    """Held while a run is written. The system lets go of it when its process dies, however.

    The file stays behind, and its text tells a person who wrote last; readers need no lock.
    """

    def __init__(self, run: Path) -> None:
        self._run = run
        self._file = run / LOCK
        # Acquired on the thread that pumps the run, and let go by the one that closes it.
        self._lock = FileLock(self._file, timeout=0, thread_local=False)

    def acquire(self) -> None:
        """Take the lock. Raises UserProblem if somebody has it, or the folder is not writable."""
        try:
            self._lock.acquire()
            self._file.write_text(json.dumps({"pid": os.getpid(), "host": socket.gethostname()}))
        except Timeout:
            raise UserProblem(
                f"{self._run} is being written by {self._holder()}: wait until that run has ended, "
                "or stop it there. Its finished epochs can be read meanwhile."
            ) from None
        except (OSError, NotImplementedError) as error:
            raise UserProblem(
                f"{self._run} cannot be written: {getattr(error, 'strerror', None) or error}."
            ) from error

    def release(self) -> None:
        """Let go of it."""
        self._lock.release()

    def _holder(self) -> str:
        try:
            holder = json.loads(self._file.read_text())
            return f"process {holder['pid']} on {holder['host']}"
        except (OSError, ValueError, KeyError, TypeError):
            return "another process"


def is_being_written(run: Path) -> bool:
    """Whether some process, this one included, holds the run's lock."""
    file = run / LOCK
    if not file.is_file():
        return False
    lock = FileLock(file, timeout=0, thread_local=False)
    try:
        lock.acquire()
    except Timeout:
        return True
    except (OSError, NotImplementedError):
        return False  # a folder that nobody can lock, nobody can write
    lock.release()
    return False
