"""What one layer adds to a PyTorch script, and what it is asked to know for that."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from explorer.stack.spec import LayerSpec, Shape


class Need(Enum):
    """What a layer asks of the rest of the script."""

    MASK = auto()
    """The mask of the pads, in forward()."""
    LOOP_MASK = auto()
    """A written-out loop that skips pads."""
    LOOP_DROPOUT = auto()
    """A written-out loop with recurrent dropout."""
    LOOP_ACTIVATION = auto()
    """A written-out loop that writes and shows through another function than tanh."""
    LOOP_GATE = auto()
    """A written-out loop whose gates are not the sigmoid."""
    SPATIAL_DROPOUT = auto()
    """The class SpatialDropout1D."""
    GRU_ORDER = auto()
    """The function that turns Keras's gate order into torch's."""


@dataclass(frozen=True)
class Place:
    """One active layer where it stands.

    `attribute` is its name in the module, `companions` the names of what stands beside it there
    (dropout, forward, backward). `masked` tells whether its input still says which timesteps
    are pads.
    """

    index: int
    layer: LayerSpec
    attribute: str
    companions: dict[str, str]
    input_shape: Shape
    output_shape: Shape
    masked: bool
    max_features: int

    @property
    def features(self) -> int:
        """How wide a vector is that comes in."""
        return self.input_shape[-1]


@dataclass(frozen=True)
class Weight:
    """One array of a Keras layer, and the parameter that it goes to.

    `parameter` is a path below the model, `key` the array's name, and `source` wraps or follows
    the array ("{}.T").
    """

    parameter: str
    key: str
    source: str = "{}"


@dataclass(frozen=True)
class Piece:
    """Lines of code, without their indent.

    made: what __init__ makes. started: what __init__ changes after the first weights are drawn.
    run: what forward() does to x. fused: torch's own recurrent classes in it; looped: kinds whose
    loop is written out; plain: torch's other classes with weights.
    """

    made: tuple[str, ...] = ()
    started: tuple[str, ...] = ()
    run: tuple[str, ...] = ()
    weights: tuple[Weight, ...] = ()
    needs: frozenset[Need] = frozenset()
    fused: frozenset[str] = frozenset()
    looped: frozenset[str] = frozenset()
    plain: frozenset[str] = frozenset()


MakePiece = Callable[[Place], Piece]
