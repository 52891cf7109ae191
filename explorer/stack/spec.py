"""The value that a stack is: frozen layer specs in a frozen order."""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any, ClassVar

from explorer.problem import UserProblem
from explorer.stack.option import Option, option, option_of

__all__ = ["LayerSpec", "Option", "Shape", "ShapeProblem", "StackSpec", "option", "option_of"]

Shape = tuple[int, ...]
"""A tensor's shape without the batch axis: (500,) ids, (500, 32) sequences, (32,) a vector."""


class ShapeProblem(UserProblem):
    """A layer cannot read what comes in: the sentence says why."""


@dataclass(frozen=True, kw_only=True)
class LayerSpec(ABC):
    """One layer of a stack: Keras's option names and defaults, and its own arithmetic.

    `input_rank` is the rank it reads, batch axis left out: 1 for ids or a vector, 2 for
    sequences, 0 for any. `signals` are what a recurrent layer lets one watch.
    """

    kind: ClassVar[str]
    group: ClassVar[str]
    summary: ClassVar[str]
    input_rank: ClassVar[int] = 0
    signals: ClassVar[tuple[str, ...]] = ()
    carries_mask: ClassVar[bool] = True

    name: str = ""
    enabled: bool = True

    @abstractmethod
    def output_shape(self, input_shape: Shape) -> Shape:
        """Return the shape after this layer. Raises ShapeProblem if it cannot read the input."""

    @abstractmethod
    def parameters(self, input_shape: Shape) -> int:
        """Return the number of trainable parameters."""

    def caption(self) -> str:
        """Return the main settings in a few words, as the card shows them."""
        return ""

    @classmethod
    def options(cls) -> dict[str, Option]:
        """Return what the property form offers: field name → Option, in order."""
        found = {field.name: option_of(field) for field in fields(cls)}
        return {name: what for name, what in found.items() if what is not None}

    def complaints(self) -> list[str]:
        """Return one clause for every option whose value is out of range."""
        said = [
            (name, what.complaint(getattr(self, name))) for name, what in self.options().items()
        ]
        return [f"{name} {complaint}" for name, complaint in said if complaint]


def layer_name(kind: str) -> str:
    """Return Keras's default name of a layer class: SimpleRNN → simple_rnn."""
    spaced = re.sub(r"(.)([A-Z][a-z0-9]+)", r"\1_\2", kind)
    return re.sub(r"([a-z])([A-Z])", r"\1_\2", spaced).lower()


@dataclass(frozen=True)
class StackSpec:
    """An ordered list of layers. An edit returns another stack; names stay unique."""

    layers: tuple[LayerSpec, ...] = ()
    title: str = "My stack"

    @classmethod
    def of(cls, layers: Iterable[LayerSpec], title: str = "My stack") -> "StackSpec":
        """Return a stack of these layers, named where they have no name yet."""
        stack = cls((), title)
        for layer in layers:
            stack = stack.inserted(len(stack.layers), layer)
        return stack

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
        named = replace(layer, name=self._free_name(layer))
        return self._with((*self.layers[:index], named, *self.layers[index:]))

    def removed(self, index: int) -> "StackSpec":
        """Return the stack without the layer at `index`."""
        return self._with((*self.layers[:index], *self.layers[index + 1 :]))

    def moved(self, source: int, target: int) -> "StackSpec":
        """Return the stack with the layer at `source` moved so that it stands at `target`."""
        rest = [*self.layers[:source], *self.layers[source + 1 :]]
        rest.insert(target, self.layers[source])
        return self._with(tuple(rest))

    def replaced(self, index: int, layer: LayerSpec) -> "StackSpec":
        """Return the stack with another spec at `index`; its name is made unique."""
        others = self.removed(index)
        named = replace(layer, name=others._free_name(layer))
        return self._with((*self.layers[:index], named, *self.layers[index + 1 :]))

    def renamed(self, title: str) -> "StackSpec":
        """Return the stack under another title."""
        return replace(self, title=title)

    def _with(self, layers: tuple[LayerSpec, ...]) -> "StackSpec":
        return replace(self, layers=layers)

    def _free_name(self, layer: LayerSpec) -> str:
        taken = {other.name for other in self.layers}
        if layer.name and layer.name not in taken:
            return layer.name
        stem, number = layer_name(layer.kind), 0
        if layer.name:
            stem = re.sub(r"_\d+$", "", layer.name)
        name = stem
        while name in taken:
            number += 1
            name = f"{stem}_{number}"
        return name


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
