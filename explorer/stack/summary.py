"""Keras's summary table, without Keras."""

from explorer.stack.rules import InputSpec, examine
from explorer.stack.spec import Shape, StackSpec, describe_shape

HEADINGS = ("Layer (type)", "Output Shape", "Param #")
BYTES_A_PARAMETER = 4


def summary_table(stack: StackSpec, spec: InputSpec | None = None) -> str:
    """Return what `model.summary()` prints: a row a layer, then the totals (float32)."""
    report = examine(stack, spec)
    rows = [
        (f"{layer.name} ({layer.kind})", _shape(found.output_shape), f"{found.parameters:,}")
        for layer, found in zip(stack.layers, report.layers, strict=True)
        if layer.enabled
    ]
    widths = [
        max(len(row[column]) for row in (HEADINGS, *rows)) + 1 for column in range(len(HEADINGS))
    ]
    lines = [f'Model: "{stack.title}"', _rule(widths, "┏┳┓", "━"), _row(HEADINGS, widths, "┃")]
    lines.append(_rule(widths, "┡╇┩", "━"))
    for number, row in enumerate(rows):
        if number:
            lines.append(_rule(widths, "├┼┤", "─"))
        lines.append(_row(row, widths, "│"))
    lines.append(_rule(widths, "└┴┘", "─"))
    total = f"{report.parameters:,} ({_size(report.parameters * BYTES_A_PARAMETER)})"
    lines += [f" Total params: {total}", f" Trainable params: {total}"]
    lines.append(" Non-trainable params: 0 (0.00 B)")
    return "\n".join(lines)


def _shape(shape: Shape | None) -> str:
    return "?" if shape is None else describe_shape(shape, batch="None")


def _row(cells: tuple[str, ...], widths: list[int], bar: str) -> str:
    name, shape, count = cells
    inside = (
        f" {name:<{widths[0]}}",
        f" {shape:<{widths[1]}}",
        f"{count:>{widths[2]}} ",
    )
    return bar + bar.join(inside) + bar


def _rule(widths: list[int], corners: str, line: str) -> str:
    left, middle, right = corners
    return left + middle.join(line * (width + 1) for width in widths) + right


def _size(count: float) -> str:
    for unit in ("B", "KB", "MB", "GB"):
        if count < 1024 or unit == "GB":
            return f"{count:.2f} {unit}"
        count /= 1024
    raise AssertionError("unreachable")
