"""A run on disk: what was trained on what, every epoch's figures and weights.

    run.json              stack, settings, encoding, data, environment
    vocabulary.txt        one word a line, most frequent first
    history.jsonl         one line an epoch, appended
    epochs/NNN.safetensors  weights in Keras layout, LAYER/kernel, …

Everything is written under a temporary name and renamed: a killed process loses at most the
epoch under way.
"""

import json
import os
import re
import shutil
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import numpy as np
import platformdirs

from explorer.network.build import Network, build_network
from explorer.network.weights_file import read_weights, write_weights
from explorer.problem import UserProblem
from explorer.reviews.corpus import Corpus
from explorer.reviews.encoding import Encoding
from explorer.reviews.vocabulary import Vocabulary
from explorer.stack.spec import StackSpec
from explorer.training.events import EpochRecord, best_record
from explorer.training.run_card import RunPlan, card_to_json, plan_from_json, start_from_json
from explorer.training.settings import TrainingSettings

__all__ = ["RunFolder", "RunPlan", "SavedRun", "new_run_path", "runs_home"]

CARD, HISTORY, VOCABULARY, EPOCHS = "run.json", "history.jsonl", "vocabulary.txt", "epochs"


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


@dataclass(frozen=True)
class SavedRun:
    """A run read back from disk."""

    path: Path
    plan: RunPlan
    data: dict[str, object]
    vocabulary: Vocabulary
    history: tuple[EpochRecord, ...]
    digests: dict[int, str]
    started: datetime | None = None

    @property
    def title(self) -> str:
        """What people call the run: its stack, and the local time at which it began."""
        if self.started is None:
            return self.stack.title
        return f"{self.stack.title}, {self.started.astimezone():%d %b %H:%M}"

    @property
    def stack(self) -> StackSpec:
        """What was trained."""
        return self.plan.stack

    @property
    def settings(self) -> TrainingSettings:
        """How it was trained."""
        return self.plan.settings

    @property
    def encoding(self) -> Encoding:
        """How its reviews were encoded."""
        return self.plan.encoding

    @property
    def epochs(self) -> tuple[int, ...]:
        """The epochs whose weights can be loaded."""
        return tuple(record.epoch for record in self.history)

    @property
    def best_epoch(self) -> int:
        """The epoch with the lowest validation loss. Raises UserProblem if none is finished."""
        best = best_record(list(self.history))
        if best is None:
            raise UserProblem(f"The run {self.path} has no finished epoch yet: nothing to show.")
        return best.epoch

    def network(self, epoch: int | None = None) -> Network:
        """Return the network as it was after `epoch` (the best one by default).

        Raises UserProblem when that epoch is missing, damaged or does not fit the stack.
        """
        chosen = epoch if epoch is not None else self.best_epoch
        file = self.path / EPOCHS / f"{chosen:03d}.safetensors"
        if not file.is_file():
            raise UserProblem(f"The run {self.path} holds no weights of epoch {chosen}.")
        self._check_digest(chosen, file)
        network = build_network(
            self.stack,
            maxlen=self.encoding.maxlen,
            max_features=self.encoding.max_features,
            seed=self.settings.seed,
        )
        weights = read_weights(file)  # bundled runs keep half precision
        network.load_weights({name: array.astype(np.float32) for name, array in weights.items()})
        return network.eval()

    def _check_digest(self, epoch: int, file: Path) -> None:
        recorded = self.digests.get(epoch)
        if recorded and sha256(file.read_bytes()).hexdigest() != recorded:
            raise UserProblem(
                f"The weights of epoch {epoch} in {self.path} are damaged: they are not the ones "
                "that training wrote. Choose another epoch."
            )


class RunFolder:
    """Writes a run while it trains, and reads one back."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def create(
        cls, path: Path, plan: RunPlan, corpus: Corpus, training: int, validation: int
    ) -> "RunFolder":
        """Make a new run folder. Raises UserProblem if `path` is taken or cannot be written."""
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise UserProblem(f"{path} exists already: choose another place for the run.")
        draft = path.with_name(f".{path.name}.{os.getpid()}.partial")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.rmtree(draft, ignore_errors=True)
            (draft / EPOCHS).mkdir(parents=True)
            card = card_to_json(plan, corpus, training, validation)
            (draft / CARD).write_text(json.dumps(card, indent=1, ensure_ascii=False), "utf-8")
            corpus.vocabulary.write(draft / VOCABULARY)
            (draft / HISTORY).touch()
            draft.replace(path)
        except OSError as error:
            shutil.rmtree(draft, ignore_errors=True)
            raise UserProblem(
                f"The run cannot be kept in {path}: {error.strerror or error}. "
                "Choose a folder that can be written, with room on the disk."
            ) from error
        return cls(path)

    def add_epoch(self, record: EpochRecord, weights: dict[str, np.ndarray]) -> None:
        """Keep one finished epoch: its weights first, then the line that vouches for them."""
        file = self.path / EPOCHS / f"{record.epoch:03d}.safetensors"
        try:
            write_weights(file, weights)
            line = record.as_dict() | {"sha256": sha256(file.read_bytes()).hexdigest()}
            with (self.path / HISTORY).open("a", encoding="utf-8") as history:
                history.write(json.dumps(line) + "\n")
                history.flush()
                os.fsync(history.fileno())
        except OSError as error:
            raise UserProblem(
                f"Epoch {record.epoch} could not be written to {self.path}: "
                f"{error.strerror or error}. The epochs before it are kept."
            ) from error

    def read(self) -> SavedRun:
        """Read the run. Raises UserProblem with a sentence on anything missing or foreign."""
        card = self._read_card()
        history, digests = self._read_history()
        data = card.get("data")
        return SavedRun(
            path=self.path,
            plan=plan_from_json(card, self.path),
            data=data if isinstance(data, dict) else {},
            vocabulary=Vocabulary.read(self._vocabulary_file()),
            history=tuple(history),
            digests=digests,
            started=start_from_json(card),
        )

    def _vocabulary_file(self) -> Path:
        """The run's own words, or those it shares with the bundled runs beside it."""
        own, shared = self.path / VOCABULARY, self.path.parent / VOCABULARY
        return shared if shared.is_file() and not own.is_file() else own

    def _read_card(self) -> dict[str, object]:
        file = self.path / CARD
        if not file.is_file():
            raise UserProblem(f"{self.path} is not a run folder: it holds no {CARD}.")
        try:
            card = json.loads(file.read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise UserProblem(f"{file} cannot be read: {error}.") from error
        if not isinstance(card, dict):
            raise UserProblem(f"{file} is not a run card: it holds no JSON object.")
        return card

    def _read_history(self) -> tuple[list[EpochRecord], dict[int, str]]:
        """Read the finished epochs; a last line cut short by a crash does not count."""
        file = self.path / HISTORY
        lines = file.read_text("utf-8").splitlines() if file.is_file() else []
        records: list[EpochRecord] = []
        digests: dict[int, str] = {}
        for number, line in enumerate(lines, start=1):
            try:
                entry = json.loads(line)
                digest = entry.pop("sha256", "")
                record = EpochRecord(**entry)
            except (ValueError, TypeError, AttributeError) as error:
                if number == len(lines):
                    break
                raise UserProblem(f"Line {number} of {file} is damaged: {error}.") from error
            records.append(record)
            digests[record.epoch] = digest
        return records, digests
