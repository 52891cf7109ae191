"""Options by path: ("units",) of a layer, ("layer", "units") of what a wrapper wraps."""

from dataclasses import replace

from explorer.stack.kinds import BidirectionalSpec
from explorer.stack.option import Option, Value
from explorer.stack.spec import LayerSpec

Path = tuple[str, ...]


def form_options(layer: LayerSpec) -> dict[Path, Option]:
    """Return what the form offers, in the form's order: numbers and choices, then switches."""
    found: dict[Path, Option] = {(name,): what for name, what in layer.options().items()}
    if isinstance(layer, BidirectionalSpec):
        found |= {("layer", name): what for name, what in layer.layer.options().items()}
    return dict(sorted(found.items(), key=lambda item: (len(item[0]), _rank(item[1], item[0]))))


def _rank(option: Option, path: Path) -> int:
    kind = option.type
    if kind is bool:
        # The one that the rules ask for most often comes first.
        return 3 if path[-1] == "return_sequences" else 4
    return {int: 0, str: 1, float: 2}[kind]


def value_at(layer: LayerSpec, path: Path) -> Value:
    """Return the value at a path."""
    value: object = layer
    for name in path:
        value = getattr(value, name)
    assert isinstance(value, str | int | float | bool)
    return value


def with_value(layer: LayerSpec, path: Path, value: Value) -> LayerSpec:
    """Return the layer with another value at a path."""
    if len(path) == 1:
        return replace(layer, **{path[0]: value})
    inner = with_value(getattr(layer, path[0]), path[1:], value)
    return replace(layer, **{path[0]: inner})
