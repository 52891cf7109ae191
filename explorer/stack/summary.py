"""Keras's summary table, without Keras."""

from explorer.stack.naming import model_name
from explorer.stack.rules import InputSpec, examine
from explorer.stack.spec import Shape, StackSpec, describe_shape

HEADINGS = ("Layer (type)", "Output Shape", "Param #")
WIDTHS = (31, 22, 13)
"""What Keras gives its columns on a terminal of 80 characters, or when printing to a file."""
BYTES_A_PARAMETER = 4


def summary_table(stack: StackSpec, spec: InputSpec | None = None) -> str:
    """Return what `model.summary()` prints: a row a layer that is on, then the totals (float32).

    A stack with errors is shown as far as its shapes are known, "?" for the others.
    """
    report = examine(stack, spec)
    rows = [
        (f"{layer.name} ({layer.kind})", _shape(found.output_shape), f"{found.parameters:,}")
        for layer, found in zip(stack.layers, report.layers, strict=True)
        if layer.enabled
    ]
    lines = [f'Model: "{model_name(stack.title)}"', _rule("┏┳┓", "━"), *_cells(HEADINGS, "┃")]
    lines.append(_rule("┡╇┩", "━"))
    for number, row in enumerate(rows):
        if number:
            lines.append(_rule("├┼┤", "─"))
        lines += _cells(row, "│")
    lines.append(_rule("└┴┘", "─"))
    total = f"{report.parameters:,} ({_size(report.parameters * BYTES_A_PARAMETER)})"
    lines += [f" Total params: {total}", f" Trainable params: {total}"]
    lines.append(" Non-trainable params: 0 (0.00 B)")
    return "\n".join(lines)


def _shape(shape: Shape | None) -> str:
    return "?" if shape is None else describe_shape(shape, batch="None")


def _cells(row: tuple[str, str, str], bar: str) -> list[str]:
    """Return a row's lines: name and type get one each where they do not fit side by side."""
    name, shape, count = row
    names = [name] if len(name) <= WIDTHS[0] else name.split(" ")
    lines = []
    for place, text in enumerate(names):
        first = place == 0
        inside = (
            f" {_cut(text, WIDTHS[0]):<{WIDTHS[0]}} ",
            f" {shape if first else '':<{WIDTHS[1]}} ",
            f" {count if first else '':>{WIDTHS[2]}} ",
        )
        lines.append(bar + bar.join(inside) + bar)
    return lines


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"


def _rule(corners: str, line: str) -> str:
    left, middle, right = corners
    return left + middle.join(line * (width + 2) for width in WIDTHS) + right


def _size(count: float) -> str:
    for unit in ("B", "KB", "MB", "GB"):
        if count < 1024:
            return f"{count:.2f} {unit}"
        count /= 1024
    return f"{count:.2f} TB"
