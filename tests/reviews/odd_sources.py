"""Sources that misbehave on purpose, importable by the reading process."""

import os
import signal
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from explorer.problem import UserProblem
from explorer.reviews.review import OnFraction, Review


@dataclass(frozen=True)
class OddSource:
    """Yields one review and then does what `mood` says."""

    mood: str
    pid_file: Path
    title: str = "Odd"
    synthetic: bool = True

    def identity(self) -> str:
        return f"odd:{self.mood}"

    def reviews(self, on_fraction: OnFraction | None = None) -> Iterator[Review]:
        # Renamed into place, so that a reader never meets an empty file.
        written = self.pid_file.with_suffix(".new")
        written.write_text(str(os.getpid()))
        written.rename(self.pid_file)
        yield Review("good film", 1, "train", "one")
        if self.mood == "stall":
            threading.Event().wait()
        elif self.mood == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        elif self.mood == "break":
            raise RuntimeError("a bug in a source")
        elif self.mood == "refuse":
            raise UserProblem("This source is closed on Sundays.")
