"""What the rules find in a stack: shapes, counts, and problems with their mend."""

from dataclasses import dataclass

from explorer.problem import UserProblem
from explorer.stack.spec import Shape, StackSpec

ENDS = ("pre", "post")


@dataclass(frozen=True)
class InputSpec:
    """What the stack will read: reviews of `maxlen` token ids below `max_features`.

    `padding` and `truncating` are "pre" or "post", as in Keras's pad_sequences. `cut_share` is the
    share (0…1) of the loaded reviews that are longer than `maxlen`; None while no reviews are
    loaded. Raises UserProblem for anything else.
    """

    maxlen: int = 500
    max_features: int = 10_000
    padding: str = "pre"
    truncating: str = "pre"
    cut_share: float | None = None

    def __post_init__(self) -> None:
        if self.maxlen < 1 or self.max_features < 1:
            raise UserProblem("maxlen and max_features must be at least 1.")
        for name, end in (("padding", self.padding), ("truncating", self.truncating)):
            if end not in ENDS:
                raise UserProblem(f"{name} must be pre or post, not “{end}”.")


@dataclass(frozen=True)
class Fix:
    """One click: `stack` is the stack with the problem gone."""

    label: str
    stack: StackSpec


@dataclass(frozen=True)
class Problem:
    """One sentence, without its full stop, about one layer (None: the stack as a whole).

    An "error" forbids training; a "hint" is a trap worth knowing. `detail` says why in a sentence
    or two. `option` is the field of the layer that is at fault, where it is one. `edge` is the
    place of the layer whose output does not fit what reads it, and `needs` the shape that would.
    `rule` names the rule that found it. `short` says it in a word or two, where there is no room
    for a sentence.
    """

    layer: int | None
    sentence: str
    severity: str = "error"
    fix: Fix | None = None
    edge: int | None = None
    needs: Shape | None = None
    detail: str = ""
    option: str = ""
    rule: str = ""
    short: str = ""


@dataclass(frozen=True)
class LayerReport:
    """Shapes (None where no Embedding has made vectors yet) and problems of one layer.

    Behind an error the shapes are those that the layer would give if its input were right.
    """

    index: int
    input_shape: Shape | None
    output_shape: Shape | None
    parameters: int
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class StackReport:
    """Everything the rules say of a stack; `layers` holds one report a layer, by place."""

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
