"""A stack as JSON and back, checked on the way in."""

from dataclasses import fields
from typing import Any

from explorer.problem import UserProblem
from explorer.stack.kinds import KINDS, RecurrentSpec
from explorer.stack.spec import LayerSpec, StackSpec

VERSION = 1


def stack_to_json(stack: StackSpec) -> dict[str, Any]:
    """Return a JSON object that `stack_from_json` reads back to an equal stack."""
    return {
        "version": VERSION,
        "title": stack.title,
        "layers": [_layer_to_json(layer) for layer in stack.layers],
    }


def stack_from_json(obj: object) -> StackSpec:
    """Read a stack. Raises UserProblem for anything foreign, newer or out of range."""
    content = _object(obj, "The stack")
    version = content.get("version")
    if not isinstance(version, int) or isinstance(version, bool):
        raise UserProblem("The stack has no format version: it is not one of Carrytrack's.")
    if version > VERSION:
        raise UserProblem(f"The stack was written by a newer Carrytrack (format {version}).")
    layers = content.get("layers")
    title = content.get("title")
    if not isinstance(layers, list) or not isinstance(title, str):
        raise UserProblem("The stack has no list of layers or no title.")
    stack = StackSpec(tuple(_layer_from_json(layer) for layer in layers), title)
    names = [layer.name for layer in stack.layers]
    if len(set(names)) != len(names) or not all(names):
        raise UserProblem("Two layers of the stack have the same name, or one has none.")
    return stack


def _layer_to_json(layer: LayerSpec) -> dict[str, Any]:
    values = {field.name: getattr(layer, field.name) for field in fields(layer)}
    inner = {
        name: _layer_to_json(value) if isinstance(value, LayerSpec) else value
        for name, value in values.items()
    }
    return {"kind": layer.kind, **inner}


def _layer_from_json(obj: object) -> LayerSpec:
    content = dict(_object(obj, "A layer"))
    kind = content.pop("kind", None)
    if kind not in KINDS:
        raise UserProblem(f"The stack holds a layer of an unknown kind, “{kind}”.")
    spec_class = KINDS[kind]
    known = {field.name: field for field in fields(spec_class)}
    for name, value in content.items():
        if name not in known:
            raise UserProblem(f"{kind} has no option “{name}”.")
        if name == "layer":
            content[name] = _layer_from_json(value)
        else:
            content[name] = _typed(value, getattr(spec_class(), name), f"{kind}.{name}")
    layer = spec_class(**content)
    if isinstance(content.get("layer"), LayerSpec) and not isinstance(
        content["layer"], RecurrentSpec
    ):
        raise UserProblem(f"{kind} wraps a recurrent layer, not {content['layer'].kind}.")
    complaints = layer.complaints()
    if complaints:
        raise UserProblem(f"{kind}: {complaints[0]}.")
    return layer


def _typed(value: object, default: object, place: str) -> object:
    """Return `value` if it is of the type of `default`; a whole number may stand for a float."""
    if isinstance(default, float) and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if type(value) is not type(default):
        raise UserProblem(f"{place} holds {value!r}, which is not a {type(default).__name__}.")
    return value


def _object(obj: object, what: str) -> dict[str, Any]:
    if not isinstance(obj, dict):
        raise UserProblem(f"{what} is not a JSON object.")
    return obj
