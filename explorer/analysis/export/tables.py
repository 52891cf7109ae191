"""A trace as arrays (.npz) and as a table (.csv).

Axes: T token of the review, pads included; T′ timestep of a layer; H unit.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from explorer.analysis.ledger import LogitShares
from explorer.analysis.signals import Reads
from explorer.analysis.trace import Trace
from explorer.whole_file import whole_file

PAD = "<pad>"


def write_npz(
    path: Path, trace: Trace, words: Sequence[str], more: Mapping[str, np.ndarray] | None = None
) -> None:
    """Write LAYER/SIGNAL (T′, H), probability (T,), ids (T,), tokens (T,), and arrays `more`.

    words: the tokens behind the pads. Raises UserProblem where the disk does not take the file.
    """
    arrays: dict[str, np.ndarray] = {
        f"{layer.name}/{signal}": values
        for layer in trace.layers
        for signal, values in layer.signals.items()
    }
    arrays["ids"] = trace.ids
    arrays["tokens"] = np.array((PAD,) * trace.pads + tuple(words))
    arrays["probability"] = trace.probability
    arrays |= more or {}
    with whole_file(path) as file:
        np.savez(file, allow_pickle=False, **arrays)  # pyright: ignore[reportArgumentType]


def ledger_arrays(shares: LogitShares) -> dict[str, np.ndarray]:
    """Return a split logit as arrays: ledger/logit_share (T,), ledger/pad_share, logit, bias."""
    arrays = {
        "ledger/logit_share": shares.by_token,
        "ledger/pad_share": np.array(shares.pad_share),
        "logit": np.array(shares.logit),
        "bias": np.array(shares.bias),
    }
    if shares.start_share:  # with activations that make something of nothing
        arrays["ledger/start_share"] = np.array(shares.start_share)
    return arrays


def write_csv(
    path: Path, trace: Trace, words: Sequence[str], shares: LogitShares | None = None
) -> None:
    """Write `trace_csv` to a file. Raises UserProblem where the disk does not take it."""
    with whole_file(path) as file:
        file.write(trace_csv(trace, words, shares).encode())


def trace_csv(trace: Trace, words: Sequence[str], shares: LogitShares | None = None) -> str:
    """Return a table with a line a token: t (negative for pads), word, id, p_positive, logit,
    logit_share where there is a ledger, and a column LAYER/SIGNAL_UNIT for every unit.

    Where a layer reads windows, a window stands at the last token it reads; other cells are empty.
    """
    columns = [_Column(layer.reads, trace) for layer in trace.layers]
    names = ["t", "word", "id", "p_positive", "logit"]
    names += [] if shares is None else ["logit_share"]
    for layer in trace.layers:
        units = range(layer.signals["h"].shape[1])
        names += [f"{layer.name}/{signal}_{unit}" for signal in layer.signals for unit in units]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    tokens = (PAD,) * trace.pads + tuple(words)
    # One list a layer: a line of numbers is then a slice, not a search.
    tables = [np.concatenate(list(layer.signals.values()), axis=1) for layer in trace.layers]
    for row, word in enumerate(tokens):
        line: list[object] = [row - trace.pads, word, int(trace.ids[row])]
        line += [f"{trace.probability[row]:.7g}", f"{trace.logits[row]:.7g}"]
        line += [] if shares is None else [f"{shares.by_token[row]:.7g}"]
        for column, table in zip(columns, tables, strict=True):
            step = column.step_at[row]
            line += (
                [""] * table.shape[1]
                if step < 0
                else [f"{value:.7g}" for value in table[step].tolist()]
            )
        writer.writerow(line)
    return text.getvalue()


class _Column:
    """Which timestep of a layer stands at each token, −1 for none."""

    def __init__(self, reads: np.ndarray, trace: Trace) -> None:
        rows = Reads(*reads.T)
        step = rows.complete(len(trace.ids)) if len(reads) else np.full(len(trace.ids), -1)
        new = np.diff(step, prepend=-1) > 0
        self.step_at = np.where(new, step, -1)
