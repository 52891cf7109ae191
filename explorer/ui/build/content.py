"""From the stack and what the rules say of it to what the canvas shows."""

from explorer.stack.kinds import BidirectionalSpec, RecurrentSpec
from explorer.stack.rules import InputSpec, LayerReport, StackReport
from explorer.stack.spec import LayerSpec, Shape, StackSpec, describe_shape
from explorer.ui.build.canvas.contents import CanvasContent, CardContent, EdgeContent, Strip
from explorer.ui.build.layer_look import ICONS, layer_signals, layer_subtitle
from explorer.ui.build.tips import wrapped
from explorer.ui.controls.numbers import count


def canvas_content(stack: StackSpec, report: StackReport, reading: InputSpec) -> CanvasContent:
    """Return the picture of `stack` as `report` judges it."""
    cards = tuple(
        _card(layer, found, report.parameters)
        for layer, found in zip(stack.layers, report.layers, strict=True)
    )
    of_the_reviews = [problem for problem in report.hints if problem.layer is None]
    return CanvasContent(
        cards=cards,
        edges=_edges(stack, report, reading),
        input_words=f"{reading.maxlen} word indices",
        output_words="P(positive)",
        input_note=", ".join(problem.short for problem in of_the_reviews),
        input_hint=wrapped(*(f"{each.sentence}. {each.detail}" for each in of_the_reviews)),
    )


def _card(layer: LayerSpec, found: LayerReport, total: int) -> CardContent:
    strips = tuple(
        Strip(
            problem.sentence,
            problem.severity == "error",
            problem.fix.label if problem.fix is not None else "",
            place,
            problem.detail,
        )
        for place, problem in enumerate(found.problems)
        if problem.severity == "error" or problem.fix is not None
    )
    # A hint that nothing can mend would shout on every GRU for ever: it waits behind an icon.
    notes = tuple(
        f"{problem.sentence}. {problem.detail}".strip()
        for problem in found.problems
        if problem.severity != "error" and problem.fix is None
    )
    return CardContent(
        name=layer.name,
        icon=ICONS[layer.kind],
        title=layer.title,
        subtitle=layer_subtitle(layer),
        parameters="?" if _is_unknown(layer, found) else count(found.parameters),
        share=found.parameters / total if total else 0.0,
        signals=layer_signals(layer),
        tag=_tag(layer),
        strips=strips,
        notes=notes,
        enabled=layer.enabled,
    )


def _is_unknown(layer: LayerSpec, found: LayerReport) -> bool:
    return layer.enabled and found.output_shape is None


def _tag(layer: LayerSpec) -> str:
    if not layer.enabled:
        return "off"
    if isinstance(layer, RecurrentSpec | BidirectionalSpec):
        return "every timestep" if layer.return_sequences else "last timestep only"
    return ""


def _edges(stack: StackSpec, report: StackReport, reading: InputSpec) -> tuple[EdgeContent, ...]:
    coming: list[Shape | None] = [found.input_shape for found in report.layers]
    coming.append(report.output_shape if report.layers else (reading.maxlen,))
    wanted = {
        problem.edge + 1: describe_shape(problem.needs)
        for problem in report.problems
        if problem.edge is not None and problem.needs is not None
    }
    refused = {
        found.index
        for found in report.layers
        if found.input_shape is not None and found.output_shape is None
    }
    return tuple(
        _edge(shape, wanted.get(place, ""), place in refused, ids=_reads_ids(stack, place))
        for place, shape in enumerate(coming)
    )


def _reads_ids(stack: StackSpec, place: int) -> bool:
    return not any(layer.enabled for layer in stack.layers[:place])


def _edge(shape: Shape | None, wanted: str, refused: bool, *, ids: bool) -> EdgeContent:
    if shape is None:
        hint = "The shape is unknown until the problem above is mended."
        return EdgeContent("(B, ?)", 1, hint, is_known=False)
    needs = f"needs {wanted}" if wanted else ""
    hint = _hint(shape, ids)
    if refused or wanted:
        hint += f" The layer below {needs or 'cannot read it'}."
    return EdgeContent(
        describe_shape(shape), 3 if len(shape) == 2 else 1, hint, needs, refused or bool(wanted)
    )


def _hint(shape: Shape, ids: bool) -> str:
    if len(shape) == 2:
        return f"A batch of reviews, {shape[0]} timesteps each, {shape[1]} numbers a timestep."
    if ids:
        return f"A batch of reviews, {shape[0]} word indices each."
    if shape == (1,):
        return "A batch of reviews, one score each."
    return f"A batch of reviews, {shape[0]} numbers each: no time axis is left."
