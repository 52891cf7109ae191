"""SimpleRNN: h_t = tanh(x_t W + h_{t−1} U + b)."""

from dataclasses import dataclass
from typing import ClassVar

from explorer.stack.kinds.recurrent import RecurrentSpec


@dataclass(frozen=True, kw_only=True)
class SimpleRNNSpec(RecurrentSpec):
    """One loop and no gates: the whole state is rewritten at every timestep (Elman 1990)."""

    kind: ClassVar[str] = "SimpleRNN"
    summary: ClassVar[str] = "one loop, no gates"
    about: ClassVar[str] = (
        "Mixes every word with what it remembers, and forgets the old state entirely: what matters "
        "must survive hundreds of rewrites."
    )
    signals: ClassVar[tuple[str, ...]] = ("h",)
    gates: ClassVar[int] = 1
    blocks: ClassVar[tuple[str, ...]] = ("h",)
