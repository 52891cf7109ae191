"""The module of a PyTorch script: every layer made, then every layer applied."""

import re

from explorer.stack.code import notes
from explorer.stack.code.keras_calls import commented
from explorer.stack.code.source import INDENT, WIDTH, call, remarked, words
from explorer.stack.code.torch_layers import LAYERS
from explorer.stack.code.torch_piece import MakePiece, Need, Piece
from explorer.stack.code.torch_places import places
from explorer.stack.code.torch_recurrent import bidirectional, recurrent
from explorer.stack.rules import InputSpec, StackReport
from explorer.stack.rules.flow import StackFlow
from explorer.stack.spec import StackSpec, describe_shape

PIECES: dict[str, MakePiece] = {
    **LAYERS,
    **dict.fromkeys(("SimpleRNN", "LSTM", "CarryLSTM", "GRU"), recurrent),
    "Bidirectional": bidirectional,
}


def pieces_of(flow: StackFlow) -> dict[int, Piece]:
    """Return place in the stack → piece, for the active layers that have something to read."""
    return {place.index: PIECES[place.layer.kind](place) for place in places(flow)}


def network_class(
    stack: StackSpec, report: StackReport, reads: InputSpec, pieces: dict[int, Piece]
) -> list[str]:
    """Return the source of the class Network."""
    made = [line for piece in pieces.values() for line in piece.made]
    started = [line for piece in pieces.values() for line in piece.started]
    if any(piece.plain or piece.fused for piece in pieces.values()):
        started.insert(0, "self.apply(start_as_keras)")
    return [
        "class Network(nn.Module):",
        f'{INDENT}"""Token ids (B, {reads.maxlen}) → P(positive) (B,)."""',
        "",
        f"{INDENT}def __init__(self):",
        f"{INDENT * 2}super().__init__()",
        *(line for source in made for line in _wrapped(source)),
        *(line for source in started for line in _remarked(source)),
        "",
        f"{INDENT}def forward(self, ids):",
        *_forward(stack, report, reads, pieces),
        "",
        "",
    ]


def _forward(
    stack: StackSpec, report: StackReport, reads: InputSpec, pieces: dict[int, Piece]
) -> list[str]:
    needs = {need for piece in pieces.values() for need in piece.needs}
    lines: list[str] = []
    if Need.MASK in needs:
        lines += remarked("mask = ids != 0", "mask_zero: pads are skipped", depth=2)
    if "ids" not in "".join(line for piece in pieces.values() for line in piece.run):
        lines += remarked("x = ids", "", depth=2)
    for index, layer in enumerate(stack.layers):
        if not layer.enabled:
            lines.append(f"{INDENT * 2}# Switched off, in Keras's words:")
            lines += commented(layer, reads.max_features, depth=2)
        elif index not in pieces:
            lines.append(f"{INDENT * 2}# {words(layer.name)} ({layer.kind}) finds nothing to read")
        else:
            lines += notes.traps(report, index, depth=2)
            shape = report.layers[index].output_shape
            lines += _run(pieces[index], describe_shape(shape) if shape is not None else "")
    score = ("x.squeeze(1)", "(B,)") if report.output_shape == (1,) else ("x", "")
    return [*lines, *remarked(f"return {score[0]}", score[1], depth=2)]


def _run(piece: Piece, shape: str) -> list[str]:
    """Return what a layer does, the shape of its output behind the last line."""
    lines: list[str] = []
    for number, source in enumerate(piece.run):
        is_last = number == len(piece.run) - 1
        lines += _remarked(source, shape if is_last else "")
    return lines


def _remarked(source: str, more: str = "") -> list[str]:
    """Return a line, its own comment and one `more` behind it or above it."""
    line, _, own = source.partition("  # ")
    return remarked(line, ", ".join(part for part in (more, own) if part), depth=2)


def _wrapped(source: str) -> list[str]:
    """Return an assignment of a call in as many lines as it takes."""
    found = re.fullmatch(r"(self\.\w+ = [\w.]+)\((.*)\)", source)
    if found is None or len(source) + len(INDENT) * 2 <= WIDTH:
        return [INDENT * 2 + source]
    return call(found[1], found[2].split(", "), depth=2)
