"""A stack as JSON and back, checked on the way in."""

from dataclasses import Field, fields
from typing import Any

from explorer.problem import UserProblem
from explorer.stack.kinds import KINDS, RecurrentSpec
from explorer.stack.naming import name_complaint
from explorer.stack.spec import LayerSpec, StackSpec, option_of

VERSION = 1


def stack_to_json(stack: StackSpec) -> dict[str, Any]:
    """Return a JSON object that `stack_from_json` reads back to an equal stack."""
    return {
        "version": VERSION,
        "title": stack.title,
        "layers": [_layer_to_json(layer) for layer in stack.layers],
    }


def stack_from_json(obj: object) -> StackSpec:
    """Read a stack; an option that is left out has its default.

    Raises UserProblem for anything foreign, newer, of the wrong type or out of range.
    """
    content = _object(obj, "The stack")
    _check_version(content.get("version"))
    layers, title = content.get("layers"), content.get("title")
    if not isinstance(layers, list) or not isinstance(title, str):
        raise UserProblem("The stack has no list of layers or no title: the file is damaged.")
    foreign = sorted(content.keys() - {"version", "title", "layers"})
    if foreign:
        raise UserProblem(f"The stack holds “{foreign[0]}”, which Carrytrack does not know.")
    read = [_named_layer(layer, place) for place, layer in enumerate(layers, 1)]
    names = [layer.name for layer in read]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise UserProblem(f"Two layers of the stack have the same name, “{twice}”: rename one.")
    return StackSpec(tuple(read), title)


def _check_version(version: object) -> None:
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise UserProblem("The stack has no format version: it was not written by Carrytrack.")
    if version > VERSION:
        raise UserProblem(
            f"The stack was written by a newer Carrytrack (format {version}): update to open it."
        )


def _layer_to_json(layer: LayerSpec) -> dict[str, Any]:
    values = {field.name: getattr(layer, field.name) for field in fields(layer)}
    inner = {
        name: _layer_to_json(value) if isinstance(value, LayerSpec) else value
        for name, value in values.items()
    }
    return {"kind": layer.kind, **inner}


def _named_layer(obj: object, place: int) -> LayerSpec:
    layer = _layer_from_json(obj, f"Layer {place}")
    complaint = name_complaint(layer.name)
    if complaint:
        raise UserProblem(f"Layer {place} ({layer.kind}) is called “{layer.name}”. {complaint}")
    return layer


def _layer_from_json(obj: object, place: str) -> LayerSpec:
    content = dict(_object(obj, place))
    kind = content.pop("kind", None)
    if not isinstance(kind, str) or kind not in KINDS:
        raise UserProblem(f"{place} is of an unknown kind, “{kind}”. Known are {', '.join(KINDS)}.")
    known = {field.name: field for field in fields(KINDS[kind])}
    values: dict[str, Any] = {}
    for name, value in content.items():
        if name not in known:
            raise UserProblem(f"{place}: {kind} has no option “{name}”.")
        values[name] = _value(value, known[name], f"{place}: {kind}")
    layer = KINDS[kind](**values)
    complaints = layer.complaints()
    if complaints:
        raise UserProblem(f"{place}: {kind}.{complaints[0]}.")
    return layer


def _value(value: object, field: "Field[Any]", place: str) -> object:
    """Return a field's value; a whole number may stand for a float. Ranges are checked later."""
    if field.name == "layer":
        return _wrapped(value, place)
    if field.name == "name":
        if not isinstance(value, str):
            raise UserProblem(f"{place} has a name that is no text.")
        return value
    if field.name == "enabled":
        if not isinstance(value, bool):
            raise UserProblem(f"{place}.enabled must be on or off (true or false).")
        return value
    what = option_of(field)
    assert what is not None, "every other field of a spec is an option"
    if what.type is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value) if not what.complaint(value) else value
    return value


def _wrapped(obj: object, place: str) -> LayerSpec:
    # The kind is looked at before the content: a file may nest wrappers without end.
    kind = _object(obj, f"{place}.layer").get("kind")
    spec_class = KINDS.get(kind) if isinstance(kind, str) else None
    if spec_class is None or not issubclass(spec_class, RecurrentSpec):
        raise UserProblem(f"{place} wraps a recurrent layer, not “{kind}”.")
    return _layer_from_json(obj, f"{place}.layer")


def _object(obj: object, what: str) -> dict[str, Any]:
    if not isinstance(obj, dict):
        raise UserProblem(f"{what} is not a JSON object: the file is damaged.")
    return obj
