"""GlobalAveragePooling1D: the mean over the whole review."""

from dataclasses import dataclass
from typing import ClassVar

from explorer.stack.kinds.global_pooling import GlobalPoolingSpec


@dataclass(frozen=True, kw_only=True)
class GlobalAveragePooling1DSpec(GlobalPoolingSpec):
    """Keeps the mean of each feature; masked timesteps do not count."""

    kind: ClassVar[str] = "GlobalAveragePooling1D"
    summary: ClassVar[str] = "keep the mean"
    about: ClassVar[str] = (
        "The mean over all timesteps goes on: every word has one vote, wherever it stands."
    )
