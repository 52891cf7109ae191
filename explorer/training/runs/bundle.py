"""A run made small enough to ship: half precision, chosen epochs, only the words in use.

The form stays a run folder, so that a bundled model opens like any other run. Bundled runs beside
each other share one vocabulary.txt, in the folder that holds them.
"""

import json
import shutil
from hashlib import sha256
from pathlib import Path

import numpy as np

from explorer.network.weights_file import read_weights, write_weights
from explorer.problem import UserProblem
from explorer.reviews.vocabulary import FIRST_WORD, Vocabulary
from explorer.training.curve import up_to
from explorer.training.runs.curve_file import write_curve
from explorer.training.runs.run_files import CARD, EPOCHS, HISTORY, VOCABULARY
from explorer.training.runs.saved_run import SavedRun


def bundle_run(run: SavedRun, out: Path, epochs: tuple[int, ...]) -> None:
    """Write `epochs` of `run` to the new folder `out`.

    Figures in history.jsonl stay those of training in single precision. Raises UserProblem for an
    epoch the run does not have, or a folder that exists, and OSError; then nothing is left.
    """
    missing = sorted(set(epochs) - set(run.epochs))
    if missing:
        raise UserProblem(f"The run {run.path} has no epoch {missing[0]}.")
    if out.exists():
        raise UserProblem(f"{out} exists already: choose another place.")
    draft = out.with_name(f".{out.name}.partial")
    shutil.rmtree(draft, ignore_errors=True)
    try:
        _fill(draft, run, epochs)
        _share_vocabulary(run, out.parent / VOCABULARY)
        draft.replace(out)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _fill(draft: Path, run: SavedRun, epochs: tuple[int, ...]) -> None:
    (draft / EPOCHS).mkdir(parents=True)
    shutil.copyfile(run.path / CARD, draft / CARD)
    lines = []
    for record in run.history:
        if record.epoch not in epochs:
            continue
        name = f"{record.epoch:03d}.safetensors"
        weights = read_weights(run.path / EPOCHS / name)
        write_weights(
            draft / EPOCHS / name,
            {tensor: array.astype(np.float16) for tensor, array in weights.items()},
        )
        digest = sha256((draft / EPOCHS / name).read_bytes()).hexdigest()
        lines.append(json.dumps(record.as_dict() | {"sha256": digest}))
    (draft / HISTORY).write_text("\n".join(lines) + "\n", "utf-8")
    if len(rows := up_to(run.curve, max(epochs))):
        write_curve(draft, rows)


def _share_vocabulary(run: SavedRun, file: Path) -> None:
    """Write the words in use, or find that they are there already. Raises UserProblem if not."""
    shared = Vocabulary(run.vocabulary.words[: run.encoding.max_features - FIRST_WORD])
    if not file.exists():
        shared.write(file)
    elif Vocabulary.read(file) != shared:
        raise UserProblem(
            f"{file} holds the words of other runs: bundle this run into another folder."
        )
