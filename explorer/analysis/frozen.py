"""Arrays that leave the engine cannot be changed."""

import numpy as np


def frozen(values: np.ndarray, dtype: type[np.generic] | None = None) -> np.ndarray:
    """Return the values read-only, in one piece, as `dtype`. They must be nobody else's view."""
    piece = np.ascontiguousarray(values, dtype)
    piece.flags.writeable = False
    return piece
