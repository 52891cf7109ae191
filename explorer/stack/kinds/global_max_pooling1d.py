"""GlobalMaxPooling1D: the largest value of the whole review."""

from dataclasses import dataclass
from typing import ClassVar

from explorer.stack.kinds.global_pooling import GlobalPoolingSpec


@dataclass(frozen=True, kw_only=True)
class GlobalMaxPooling1DSpec(GlobalPoolingSpec):
    """Keeps the largest value of each feature. It cannot see a mask, as in Keras."""

    kind: ClassVar[str] = "GlobalMaxPooling1D"
    summary: ClassVar[str] = "keep the one peak"
    about: ClassVar[str] = (
        "Each feature's strongest answer anywhere in the review goes on, so that evidence need "
        "not be remembered until the last word."
    )
    carries_mask: ClassVar[bool] = False
