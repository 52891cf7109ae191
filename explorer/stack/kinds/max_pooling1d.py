"""MaxPooling1D: the largest value of each stretch of time."""

from dataclasses import dataclass
from typing import ClassVar

from explorer.stack.kinds.local_pooling import LocalPoolingSpec


@dataclass(frozen=True, kw_only=True)
class MaxPooling1DSpec(LocalPoolingSpec):
    """Keeps the largest value of each window; padded places never win."""

    kind: ClassVar[str] = "MaxPooling1D"
    summary: ClassVar[str] = "keep the local peak"
    about: ClassVar[str] = (
        "Of every few timesteps only the strongest answer of each feature goes on: whether a "
        "pattern occurred, not exactly where. Shortens the review for the layers that follow."
    )
