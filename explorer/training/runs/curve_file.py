"""curve.npz: how a run's figures moved within its epochs, one array (N,) float64 a figure.

It holds the rows of a `Curve`: at most a few thousand, however long the run, so that it can be
written anew after every epoch. A run is whole without it.
"""

import zipfile
import zlib
from pathlib import Path

import numpy as np

from explorer.training.curve import COLUMNS, MOST, no_rows
from explorer.training.runs.run_files import CURVE
from explorer.whole_file import draft_of

# What numpy and zipfile say of bytes that are no such file, NotImplementedError among them.
DAMAGED = (
    OSError, ValueError, KeyError, EOFError, RuntimeError, MemoryError, zipfile.BadZipFile,
    zlib.error,
)  # fmt: skip


def write_curve(run: Path, rows: np.ndarray) -> None:
    """Write the rows (N, 5) of a Curve, whole or not at all. Raises OSError if that fails."""
    figures = {name: rows[:, place] for place, name in enumerate(COLUMNS)}
    with draft_of(run / CURVE) as draft, draft.open("wb") as file:
        np.savez(file, **figures)  # pyright: ignore[reportArgumentType]


def read_curve(run: Path) -> np.ndarray:
    """Return the rows (N, 5); none where there is no such file, or it cannot be understood.

    The checksums in the file tell whether it is whole.
    """
    try:
        with np.load(run / CURVE, allow_pickle=False) as figures:
            rows = np.stack([figures[name] for name in COLUMNS], axis=-1)
    except DAMAGED:
        return no_rows()
    return rows if _is_curve(rows) else no_rows()


def _is_curve(rows: np.ndarray) -> bool:
    if rows.ndim != 2 or len(rows) > MOST or rows.dtype != np.float64:
        return False
    places = np.concatenate([[0.0], rows[:, 0]])
    return bool(np.isfinite(places).all() and (np.diff(places) > 0).all())
