"""A run on disk: what was trained on what, every epoch's figures and weights.

    run.json              stack, settings, encoding, data, environment
    vocabulary.txt        one word a line, most frequent first
    history.jsonl         one line an epoch, appended
    epochs/NNN.safetensors            weights in Keras layout, LAYER/kernel, …
    epochs/NNN.optimiser.safetensors  what else the next step depends on
    curve.npz             how the figures moved within the epochs; rewritten with every epoch
    live.json             how the epoch under way is going; rewritten once a second
    label.json            name, notes and tags, where a person gave any

Everything is written under a temporary name and renamed, or appended whole: a killed process
loses at most the epoch under way.
"""

import json
import os
import re
import shutil
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import platformdirs

from explorer.network.weights_file import write_weights
from explorer.problem import UserProblem
from explorer.reviews.corpus import Corpus
from explorer.reviews.vocabulary import Vocabulary
from explorer.stack.spec import StackSpec
from explorer.training.curve import up_to
from explorer.training.events import EpochRecord, last_epoch
from explorer.training.runs.curve_file import read_curve, write_curve
from explorer.training.runs.history_file import HistoryFile, HistoryLine
from explorer.training.runs.run_card import (
    Branch,
    RunPlan,
    branch_from_json,
    card_to_json,
    plan_from_json,
    start_from_json,
    threads_from_json,
)
from explorer.training.runs.run_files import (
    CARD,
    EPOCHS,
    HISTORY,
    VOCABULARY,
    optimiser_file,
    weights_file,
)
from explorer.training.runs.run_label import label_or_empty
from explorer.training.runs.saved_run import SavedRun
from explorer.training.runs.witness import Witness
from explorer.whole_file import draft_of

__all__ = ["RunFolder", "RunPlan", "SavedRun", "new_run_path", "runs_home"]


def runs_home() -> Path:
    """Return the folder that keeps the window's runs (CARRYTRACK_HOME moves it)."""
    told = os.environ.get("CARRYTRACK_HOME")
    home = Path(told) if told else Path(platformdirs.user_data_dir("carrytrack", appauthor=False))
    return home / "runs"


def new_run_path(stack: StackSpec) -> Path:
    """Return a path for a new run of this stack that nothing occupies yet."""
    name = re.sub(r"[^a-z0-9]+", "-", stack.title.lower()).strip("-") or "run"
    stem = f"{datetime.now():%Y-%m-%d-%H%M%S}-{name}"
    path, again = runs_home() / stem, 2
    while path.exists():
        path, again = runs_home() / f"{stem}-{again}", again + 1
    return path


def _check_free(path: Path) -> None:
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise UserProblem(f"{path} exists already: choose another place for the run.")


class RunFolder:
    """Writes a run while it trains, and reads one back."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def create(
        cls,
        path: Path,
        plan: RunPlan,
        corpus: Corpus,
        training: int,
        validation: int,
        *,
        branch: Branch | None = None,
    ) -> "RunFolder":
        """Make a new run folder. Raises UserProblem if `path` is taken or cannot be written.

        With `branch`, the epochs that it goes on from are copied in.
        """
        _check_free(path)
        draft = path.with_name(f".{path.name}.{os.getpid()}.partial")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.rmtree(draft, ignore_errors=True)
            (draft / EPOCHS).mkdir(parents=True)
            _write_json(
                draft / CARD, card_to_json(plan, corpus, training, validation, branch=branch)
            )
            corpus.vocabulary.write(draft / VOCABULARY)
            (draft / HISTORY).touch()
            if branch is not None:
                _copy_epochs(branch, draft)
            draft.replace(path)
        except OSError as error:
            shutil.rmtree(draft, ignore_errors=True)
            _check_free(path)  # another window may have been quicker
            raise UserProblem(
                f"The run cannot be kept in {path}: {error.strerror or error}. "
                "Choose a folder that can be written, with room on the disk."
            ) from error
        return cls(path)

    def add_epoch(
        self,
        record: EpochRecord,
        weights: Mapping[str, np.ndarray],
        optimiser_state: Mapping[str, np.ndarray] | None = None,
        witness: Witness | None = None,
    ) -> None:
        """Keep one finished epoch: its files first, then the line that vouches for them.

        Raises UserProblem if there is no room, or the folder cannot be written.
        """
        files = weights_file(self.path, record.epoch), optimiser_file(self.path, record.epoch)
        try:
            digest = _write(files[0], weights)
            optimiser_digest = ""
            if optimiser_state is not None:
                optimiser_digest = _write(files[1], optimiser_state)
            line = HistoryLine(record, digest, optimiser_digest, witness)
            HistoryFile(self.path / HISTORY).append(line)
        except OSError as error:
            for file in files:  # nothing vouches for them, and they take up room
                with suppress(OSError):
                    file.unlink()
            raise UserProblem(
                f"Epoch {record.epoch} could not be written to {self.path}: "
                f"{error.strerror or error}. The epochs before it are kept."
            ) from error

    def plan_epochs(self, epochs: int) -> None:
        """Change how many epochs the run is to have. Raises UserProblem if that fails."""
        card = self.card()
        settings = card.get("settings")
        if isinstance(settings, dict):
            settings["epochs"] = epochs
        try:
            _write_json(self.path / CARD, card)
        except OSError as error:
            raise UserProblem(
                f"{self.path / CARD} cannot be written: {error.strerror or error}."
            ) from error

    def read(self) -> SavedRun:
        """Read the run. Raises UserProblem with a sentence on anything missing or foreign."""
        card = self.card()
        data = card.get("data")
        lines = HistoryFile(self.path / HISTORY).read()
        return SavedRun(
            path=self.path,
            plan=plan_from_json(card, self.path),
            data=data if isinstance(data, dict) else {},
            vocabulary=Vocabulary.read(self._vocabulary_file()),
            lines=tuple(lines),
            started=start_from_json(card),
            threads=threads_from_json(card),
            branch=branch_from_json(card),
            label=label_or_empty(self.path),
            curve=up_to(read_curve(self.path), last_epoch([line.record for line in lines]) + 1),
        )

    def _vocabulary_file(self) -> Path:
        """The run's own words, or those it shares with the bundled runs beside it."""
        own, shared = self.path / VOCABULARY, self.path.parent / VOCABULARY
        return shared if shared.is_file() and not own.is_file() else own

    def card(self) -> dict[str, Any]:
        """Read run.json. Raises UserProblem if it is missing or no JSON object."""
        file = self.path / CARD
        if not file.is_file():
            if not self.path.exists():
                raise UserProblem(f"There is no run folder {self.path}: was it moved or deleted?")
            raise UserProblem(f"{self.path} is not a run folder: it holds no {CARD}.")
        try:
            card = json.loads(file.read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise UserProblem(f"{file} cannot be read: {error}.") from error
        if not isinstance(card, dict):
            raise UserProblem(f"{file} is not a run card: it holds no JSON object.")
        return card


def _write(file: Path, arrays: Mapping[str, np.ndarray]) -> str:
    """Write arrays and return the file's digest."""
    write_weights(file, arrays)
    return sha256(file.read_bytes()).hexdigest()


def _write_json(file: Path, content: Mapping[str, Any]) -> None:
    with draft_of(file) as draft:
        draft.write_text(json.dumps(content, indent=1, ensure_ascii=False), "utf-8")


def _copy_epochs(branch: Branch, draft: Path) -> None:
    """Copy the epochs up to the branch, with their files and curve, into a new run folder."""
    run = Path(branch.run)
    history = HistoryFile(draft / HISTORY)
    for line in HistoryFile(run / HISTORY).read():
        if line.record.epoch > branch.epoch:
            break
        for place in (weights_file, optimiser_file):
            source = place(run, line.record.epoch)
            if source.is_file():
                shutil.copyfile(source, place(draft, line.record.epoch))
        history.append(line)
    if len(rows := up_to(read_curve(run), branch.epoch)):
        write_curve(draft, rows)
