"""Weights on disk: safetensors, one tensor a parameter, no pickle."""

import os
import re
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load_file, save_file

from explorer.problem import UserProblem
from explorer.whole_file import draft_of


def write_weights(path: Path, weights: Mapping[str, np.ndarray]) -> None:
    """Write arrays by name, under a temporary name first. Raises OSError if that fails."""
    arrays = {name: np.ascontiguousarray(array) for name, array in weights.items()}
    try:
        with draft_of(path) as draft:
            save_file(arrays, draft)
            with draft.open("rb") as file:
                os.fsync(file.fileno())
    except SafetensorError as error:
        raise _system_error(error) from error


def _system_error(error: SafetensorError) -> OSError:
    """Return the system's own error that safetensors tells of in words: “… (os error 28)”."""
    number = re.search(r"os error (\d+)", str(error))
    if number is None:
        return OSError(str(error))
    return OSError(int(number[1]), os.strerror(int(number[1])))


def read_weights(path: Path) -> dict[str, np.ndarray]:
    """Return the arrays by name. Raises UserProblem for a missing, foreign or damaged file."""
    if not path.is_file():
        raise UserProblem(f"There is no weights file {path}.")
    try:
        return load_file(path)
    except (SafetensorError, OSError, ValueError, KeyError) as error:
        raise UserProblem(f"{path} is not a weights file, or is damaged: {error}.") from error
