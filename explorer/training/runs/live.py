"""live.json: how the epoch under way is going, for whoever follows the run folder.

The writer replaces it whole, at most once a second; the other files of the folder change only
with a finished epoch.
"""

import json
import os
import platform
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from time import monotonic
from typing import Any

from explorer.training.events import BatchDone
from explorer.training.runs.run_files import LIVE
from explorer.whole_file import draft_of

FORMAT, VERSION = "carrytrack-live", 1
EVERY = 1.0  # seconds
SILENCE = 120.0  # seconds without a sign of life, after which the writer counts as dead
ENDED = ("finished", "stopped", "early", "failed")


@dataclass(frozen=True)
class Live:
    """One sign of life. state: "training", "validating", "paused", "restarting" (one of several
    processes has died, torchrun starts all again) or one of ENDED.

    beat: how many signs there have been; it grows as long as the writer lives.
    """

    state: str
    epochs: int
    beat: int
    pid: int
    host: str
    batch: BatchDone | None = None
    sentence: str = ""

    @property
    def writer(self) -> str:
        """Who gives the signs."""
        return f"process {self.pid} on {self.host}"


class LiveFile:
    """Writes signs of life into a run folder."""

    def __init__(self, run: Path) -> None:
        self._file = run / LIVE
        self._beat = 0
        self._due = 0.0
        self._paused = False

    def write_if_due(self, state: str, epochs: int, batch: BatchDone | None) -> None:
        """Write, unless the last sign is younger than a second, and none of a pause that is over.

        Raises OSError if that fails.
        """
        if self._paused or monotonic() >= self._due:
            self.write(state, epochs, batch)

    def write(self, state: str, epochs: int, batch: BatchDone | None, sentence: str = "") -> None:
        """Write in any case. Raises OSError if that fails."""
        self._due = monotonic() + EVERY
        self._paused = state == "paused"
        self._beat += 1
        live = Live(state, epochs, self._beat, os.getpid(), platform.node(), batch, sentence)
        content = {"format": FORMAT, "version": VERSION} | asdict(live)
        with draft_of(self._file) as draft:
            draft.write_text(json.dumps(content), "utf-8")


def read_live(run: Path) -> Live | None:
    """Return the newest sign of life; None where there is none, or it cannot be understood."""
    try:
        content = json.loads((run / LIVE).read_text("utf-8"))
        if content["format"] != FORMAT or content["version"] > VERSION:
            return None
        batch = content["batch"]
        return Live(
            state=str(content["state"]),
            epochs=int(content["epochs"]),
            beat=int(content["beat"]),
            pid=int(content["pid"]),
            host=str(content["host"]),
            batch=None if batch is None else BatchDone(**_known(batch)),
            sentence=str(content["sentence"]),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _known(entry: dict[str, Any]) -> dict[str, Any]:
    names = {field.name for field in fields(BatchDone)}
    return {name: value for name, value in entry.items() if name in names}
