"""One writer a run folder: two windows, or a window and a server, cannot spoil it together."""

import platform
from pathlib import Path

from filelock import FileLock, Timeout

from explorer.problem import UserProblem
from explorer.training.runs.live import ENDED, SILENCE, Live, read_live
from explorer.training.runs.run_files import LIVE, LOCK


class RunLock:
    """Held while a run is written; readers need none.

    The system lets go of it when its process dies, however that happens; the file stays behind.
    Some shared disks keep locks to each machine by itself: there the signs of life of a writer on
    another machine count as its lock.
    """

    def __init__(self, run: Path) -> None:
        self._run = run
        self._file = run / LOCK
        # Acquired on the thread that pumps the run, and let go by the one that closes it.
        # Who only asks whether it is held holds it for a moment: a moment is waited.
        self._lock = FileLock(self._file, timeout=0.2, thread_local=False)

    def acquire(self) -> None:
        """Take the lock. Raises UserProblem if somebody has it, or the folder is not writable."""
        try:
            self._lock.acquire()
        except Timeout:
            raise self._taken(read_live(self._run)) from None
        except (OSError, NotImplementedError) as error:
            raise UserProblem(
                f"{self._run} cannot be written: {getattr(error, 'strerror', None) or error}."
            ) from error
        live = read_live(self._run)
        if live is not None and lives_elsewhere(self._run, live):
            self._lock.release()
            raise self._taken(live)

    def release(self) -> None:
        """Let go of it."""
        self._lock.release()

    def _taken(self, live: Live | None) -> UserProblem:
        known = live is not None and live.state not in ENDED
        holder = live.writer if known and live is not None else "another process"
        return UserProblem(
            f"{self._run} is being written by {holder}: wait until that run has ended, or stop it "
            "there. Its finished epochs can be read meanwhile."
        )


def is_being_written(run: Path) -> bool:
    """Whether some process, this one included, holds the run's lock, or lives elsewhere."""
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
    live = read_live(run)
    return live is not None and lives_elsewhere(run, live)


def has_died(run: Path, live: Live) -> bool:
    """Whether a process of this machine gave this sign of life, and holds the lock no longer."""
    if live.state in (*ENDED, "restarting") or live.host != platform.node():
        return False
    lock = FileLock(run / LOCK, timeout=0, thread_local=False)
    try:
        lock.acquire()
    except (Timeout, OSError, NotImplementedError):
        return False  # it is held, or nobody can know
    lock.release()
    return True


def lives_elsewhere(run: Path, live: Live) -> bool:
    """Whether another machine gave this sign of life, and not long ago."""
    if live.state in (*ENDED, "restarting") or live.host == platform.node():
        return False
    try:
        # Both times are the disk's own: the machines' clocks need not agree.
        (run / LOCK).touch()
        age = (run / LOCK).stat().st_mtime - (run / LIVE).stat().st_mtime
    except OSError:
        return False
    return age < SILENCE
