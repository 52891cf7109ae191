"""What the layers share that pool a whole review into one vector."""

from abc import ABC
from dataclasses import dataclass
from typing import ClassVar

from explorer.stack.kinds.windows import needs_sequences
from explorer.stack.spec import LayerSpec, Shape


@dataclass(frozen=True, kw_only=True)
class GlobalPoolingSpec(LayerSpec, ABC):
    """(T, F) → (F,)."""

    group: ClassVar[str] = "Pooling"
    input_rank: ClassVar[int] = 2

    def output_shape(self, input_shape: Shape) -> Shape:
        """(T, F) → (F,)."""
        return (needs_sequences(self.kind, input_shape)[1],)
