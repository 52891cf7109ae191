"""AveragePooling1D: the mean of each stretch of time."""

from dataclasses import dataclass
from typing import ClassVar

from explorer.stack.kinds.local_pooling import LocalPoolingSpec


@dataclass(frozen=True, kw_only=True)
class AveragePooling1DSpec(LocalPoolingSpec):
    """Keeps the mean of each window; padded places do not count."""

    kind: ClassVar[str] = "AveragePooling1D"
    summary: ClassVar[str] = "keep the local mean"
    about: ClassVar[str] = (
        "Of every few timesteps the mean of each feature goes on: smoother than the peak, and "
        "single strong words weigh less."
    )
