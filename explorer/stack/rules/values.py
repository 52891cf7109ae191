"""Names and option values that neither Keras nor the engine can take."""

from collections.abc import Iterator
from dataclasses import replace

from explorer.stack.kinds import BidirectionalSpec
from explorer.stack.naming import name_complaint
from explorer.stack.rules.flow import StackFlow
from explorer.stack.rules.report import Fix, Problem
from explorer.stack.spec import LayerSpec


def name_unusable(flow: StackFlow) -> Iterator[Problem]:
    """Names become keys of weights: no slash, no dot."""
    for found in flow.layers:
        complaint = name_complaint(found.layer.name)
        if complaint:
            renamed = flow.stack.replaced(found.index, replace(found.layer, name=""))
            label = f"Call it {renamed.layers[found.index].name}"
            yield Problem(found.index, complaint.rstrip("."), fix=Fix(label, renamed))


def value_out_of_range(flow: StackFlow) -> Iterator[Problem]:
    """Options outside what Keras takes, or that it refuses together."""
    for found in flow.active:
        mended = found.layer.mended()
        wrong = found.layer.wrong_options() | found.layer.clashes()
        for path, clause in wrong.items():
            label, layer = _with_one_mended(found.layer, mended, path)
            yield Problem(
                found.index,
                f"{path.removeprefix('layer.')} {clause}",
                fix=Fix(label, flow.stack.replaced(found.index, layer)),
                option=path,
            )


def _with_one_mended(layer: LayerSpec, mended: LayerSpec, path: str) -> tuple[str, LayerSpec]:
    """Return the fix's label, and `layer` with the one option at `path` as `mended` has it."""
    if path.startswith("layer."):
        assert isinstance(layer, BidirectionalSpec) and isinstance(mended, BidirectionalSpec)
        inner_path = path.removeprefix("layer.")
        label, inner = _with_one_mended(layer.layer, mended.layer, inner_path)
        return label, replace(layer, layer=inner)
    value = getattr(mended, path)
    changed = replace(layer, **{path: value})
    if isinstance(value, bool):
        return f"Turn {'on' if value else 'off'} {path}", changed
    return f"Set {path} to {f'{value:,}' if isinstance(value, int) else value}", changed
