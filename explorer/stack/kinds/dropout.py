"""Dropout: every value by its own chance."""

from dataclasses import dataclass
from typing import ClassVar

from explorer.stack.kinds.random_zeros import RandomZerosSpec


@dataclass(frozen=True, kw_only=True)
class DropoutSpec(RandomZerosSpec):
    """Every value is dropped by itself (Srivastava et al. 2014)."""

    kind: ClassVar[str] = "Dropout"
    summary: ClassVar[str] = "zero a random share"
    about: ClassVar[str] = (
        "While training, a random share of the values is missing, so that no single one can be "
        "relied upon. Off when the network predicts."
    )
