"""The value that a stack is: frozen layer specs in a frozen order."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from functools import cache
from math import prod
from typing import Any, ClassVar

from explorer.problem import UserProblem
from explorer.stack.naming import free_name
from explorer.stack.option import Option, option, option_of

__all__ = ["LayerSpec", "Option", "Shape", "ShapeProblem", "StackSpec", "option", "option_of"]

Shape = tuple[int, ...]
"""A tensor's shape without the batch axis: (500,) ids, (500, 32) sequences, (32,) a vector."""


class ShapeProblem(UserProblem):
    """A layer cannot read what comes in: the sentence says why."""


@dataclass(frozen=True, kw_only=True)
class LayerSpec(ABC):
    """One layer of a stack: Keras's option names and defaults, and its own arithmetic.

    `kind` is Keras's class name, `title` what people call it. `summary` is a tooltip of a few
    words, `about` explains the layer in a sentence or two.
    `input_rank` is the rank it reads, batch axis left out: 1 for ids, 2 for sequences, 0 for any.
    `signals` are what a recurrent layer lets one watch. `carries_mask` tells whether the layers
    after it still know which timesteps are pads, as in Keras.
    """

    kind: ClassVar[str]
    title: ClassVar[str]
    group: ClassVar[str]
    summary: ClassVar[str]
    about: ClassVar[str] = ""
    input_rank: ClassVar[int] = 0
    signals: ClassVar[tuple[str, ...]] = ()
    carries_mask: ClassVar[bool] = True

    name: str = ""
    enabled: bool = True

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if "title" not in cls.__dict__:
            cls.title = cls.__dict__.get("kind", "")

    @abstractmethod
    def output_shape(self, input_shape: Shape) -> Shape:
        """Return the shape after this layer. Raises ShapeProblem if it cannot read the input."""

    def weights(self, input_shape: Shape) -> dict[str, Shape]:
        """Return the trainable arrays by Keras's names, in Keras's order and layout."""
        return {}

    def parameters(self, input_shape: Shape) -> int:
        """Return the number of trainable parameters."""
        return sum(prod(shape) for shape in self.weights(input_shape).values())

    def arithmetic(self, input_shape: Shape) -> str:
        """Return how the parameters add up: 4 × (32·32 + 32·32 + 32); empty without any."""
        return ""

    def caption(self) -> str:
        """Return the main settings in a few words, as the card shows them."""
        return ""

    @classmethod
    def options(cls) -> dict[str, Option]:
        """Return what the property form offers: field name → Option, in order."""
        return dict(_options(cls))

    def wrong_options(self) -> dict[str, str]:
        """Return field name → clause ("must be at least 1") for every value out of range."""
        said = {name: what.complaint(getattr(self, name)) for name, what in self.options().items()}
        return {name: clause for name, clause in said.items() if clause}

    def clashes(self) -> dict[str, str]:
        """Return field name → clause for values that are allowed, but not together."""
        return {}

    def complaints(self) -> list[str]:
        """Return one clause for every option whose value is out of range."""
        return [f"{name} {clause}" for name, clause in self.wrong_options().items()]

    def mended(self) -> "LayerSpec":
        """Return the spec with every wrong or clashing value replaced by the nearest that works."""
        known = self.options()
        nearest = {name: known[name].nearest(getattr(self, name)) for name in self.wrong_options()}
        return replace(self, **nearest) if nearest else self  # pyright: ignore[reportArgumentType]


@cache
def _options(spec_class: type[LayerSpec]) -> dict[str, Option]:
    found = {field.name: option_of(field) for field in fields(spec_class)}
    return {name: what for name, what in found.items() if what is not None}


@dataclass(frozen=True)
class StackSpec:
    """An ordered list of layers. An edit returns another stack.

    Every layer has a name and no two have the same: a layer without one is named as Keras would,
    and of two layers with one name the later is renumbered. Edits raise IndexError for a place
    that does not exist.
    """

    layers: tuple[LayerSpec, ...] = ()
    title: str = "My stack"

    def __post_init__(self) -> None:
        taken = {layer.name for layer in self.layers if layer.name}
        seen: set[str] = set()
        named: list[LayerSpec] = []
        for layer in self.layers:
            name = layer.name
            if not name or name in seen:
                name = free_name(name, layer.kind, taken)
            taken.add(name)
            seen.add(name)
            named.append(layer if name == layer.name else replace(layer, name=name))
        object.__setattr__(self, "layers", tuple(named))

    @classmethod
    def of(cls, layers: Iterable[LayerSpec], title: str = "My stack") -> "StackSpec":
        """Return a stack of these layers, named where they have no name yet."""
        return cls(tuple(layers), title)

    @property
    def active(self) -> tuple[LayerSpec, ...]:
        """The layers that are switched on."""
        return tuple(layer for layer in self.layers if layer.enabled)

    def index_of(self, name: str) -> int:
        """Return the place of the layer called `name`. Raises KeyError if there is none."""
        for index, layer in enumerate(self.layers):
            if layer.name == name:
                return index
        raise KeyError(name)

    def inserted(self, index: int, layer: LayerSpec) -> "StackSpec":
        """Return the stack with `layer` at `index`, renamed if its name is taken or empty."""
        self._check(index, len(self.layers) + 1)
        taken = {other.name for other in self.layers}
        named = replace(layer, name=free_name(layer.name, layer.kind, taken))
        return self._with(*self.layers[:index], named, *self.layers[index:])

    def removed(self, index: int) -> "StackSpec":
        """Return the stack without the layer at `index`."""
        self._check(index, len(self.layers))
        return self._with(*self.layers[:index], *self.layers[index + 1 :])

    def moved(self, source: int, target: int) -> "StackSpec":
        """Return the stack with the layer at `source` moved so that it stands at `target`."""
        self._check(source, len(self.layers))
        self._check(target, len(self.layers))
        rest = [*self.layers[:source], *self.layers[source + 1 :]]
        rest.insert(target, self.layers[source])
        return self._with(*rest)

    def replaced(self, index: int, layer: LayerSpec) -> "StackSpec":
        """Return the stack with another spec at `index`; its name is made unique."""
        self._check(index, len(self.layers))
        return self.removed(index).inserted(index, layer)

    def renamed(self, title: str) -> "StackSpec":
        """Return the stack under another title."""
        return replace(self, title=title)

    def _with(self, *layers: LayerSpec) -> "StackSpec":
        return replace(self, layers=layers)

    def _check(self, index: int, end: int) -> None:
        # A negative place would silently mean another layer: slices count from the end.
        if not 0 <= index < end:
            raise IndexError(f"a stack of {len(self.layers)} layers has no place {index}")


def describe_shape(shape: Shape, batch: str = "B") -> str:
    """Return a shape as people write it: (B, 500, 32)."""
    return f"({', '.join([batch, *map(str, shape)])})"


def with_options(layer: LayerSpec, **changes: Any) -> LayerSpec:
    """Return the spec with other option values. Raises UserProblem for one out of range."""
    changed = replace(layer, **changes)
    complaints = changed.complaints()
    if complaints:
        raise UserProblem(f"{layer.kind}: {complaints[0]}.")
    return changed
