"""What the rules find in a stack: shapes, counts, and problems with their mend."""

from dataclasses import dataclass

from explorer.stack.spec import Shape, StackSpec


@dataclass(frozen=True)
class InputSpec:
    """What the stack will read: reviews of `maxlen` token ids below `max_features`."""

    maxlen: int = 500
    max_features: int = 10_000
    padding: str = "pre"
    truncating: str = "pre"


@dataclass(frozen=True)
class Fix:
    """One click: `stack` is the stack with the problem gone."""

    label: str
    stack: StackSpec


@dataclass(frozen=True)
class Problem:
    """One sentence about one layer (None: the stack as a whole).

    An "error" forbids training; a "hint" is a trap worth knowing. `edge` is the layer whose output
    does not fit what reads it, and `needs` the shape that would.
    """

    layer: int | None
    sentence: str
    severity: str = "error"
    fix: Fix | None = None
    edge: int | None = None
    needs: Shape | None = None


@dataclass(frozen=True)
class LayerReport:
    """Shapes (None where an earlier error hides them) and problems of one layer."""

    index: int
    input_shape: Shape | None
    output_shape: Shape | None
    parameters: int
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class StackReport:
    """Everything the rules say of a stack."""

    layers: tuple[LayerReport, ...]
    problems: tuple[Problem, ...]
    parameters: int
    output_shape: Shape | None

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that forbid training."""
        return tuple(problem for problem in self.problems if problem.severity == "error")

    @property
    def hints(self) -> tuple[Problem, ...]:
        """The traps that do not."""
        return tuple(problem for problem in self.problems if problem.severity == "hint")

    @property
    def trainable(self) -> bool:
        """Whether nothing forbids training."""
        return not self.errors
