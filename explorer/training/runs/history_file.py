"""history.jsonl: one line an epoch, appended; the only thing in a run folder that grows."""

import errno
import io
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from explorer.problem import UserProblem
from explorer.training.events import EpochRecord
from explorer.training.runs.witness import Witness

_FIGURES = {field.name for field in fields(EpochRecord)}


@dataclass(frozen=True)
class HistoryLine:
    """An epoch's figures, and what vouches for the files that belong to it.

    sha256, optimiser_sha256: of the weights and of the optimiser's state; "" where none was
    recorded. witness: logits with which the weights can be checked.
    """

    record: EpochRecord
    sha256: str = ""
    optimiser_sha256: str = ""
    witness: Witness | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return what the line holds."""
        extra = {"sha256": self.sha256, "optimiser_sha256": self.optimiser_sha256}
        named = {name: digest for name, digest in extra.items() if digest}
        witness = {} if self.witness is None else {"witness": self.witness.as_dict()}
        return self.record.as_dict() | named | witness


class HistoryFile:
    """Reads and appends; a line is written whole or not at all."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def append(self, line: HistoryLine) -> None:
        """Write one line through to the disk. Raises OSError and leaves the file as it was."""
        data = json.dumps(line.as_dict()).encode() + b"\n"
        with self.path.open("r+b", buffering=0) as file:
            end = file.read().rfind(b"\n") + 1  # a line cut short by a crash is overwritten
            file.seek(end)
            try:
                if _write(file, data) != len(data):
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
                file.truncate()
                os.fsync(file.fileno())
            except OSError:
                file.truncate(end)
                raise

    def read(self) -> list[HistoryLine]:
        """Read all lines; a last one cut short by a crash does not count.

        Raises UserProblem for any other line that is damaged.
        """
        lines = self.path.read_text("utf-8", "replace").splitlines() if self.path.is_file() else []
        found: list[HistoryLine] = []
        for number, text in enumerate(lines, start=1):
            try:
                found.append(line_from_json(json.loads(text)))
            except (ValueError, TypeError, AttributeError, KeyError) as error:
                if number == len(lines):
                    break
                raise UserProblem(f"Line {number} of {self.path} is damaged: {error}.") from error
        return found


def _write(file: io.FileIO, data: bytes) -> int:
    """Return how much of it the disk took."""
    return file.write(data)


def line_from_json(entry: Mapping[str, Any]) -> HistoryLine:
    """Read one line; figures that a newer Carrytrack added are left out.

    Raises ValueError, TypeError, AttributeError or KeyError for anything that is no such line.
    """
    witness = entry.get("witness")
    return HistoryLine(
        record=EpochRecord(**{name: value for name, value in entry.items() if name in _FIGURES}),
        sha256=str(entry.get("sha256", "")),
        optimiser_sha256=str(entry.get("optimiser_sha256", "")),
        witness=None if witness is None else Witness.from_dict(witness),
    )
