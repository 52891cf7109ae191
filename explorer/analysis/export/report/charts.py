"""Curves as SVG, signals as PNG: the pictures inside a report."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import numpy as np

from explorer.analysis.cells import IN_UNIT_RANGE
from explorer.analysis.export.png import indexed_png
from explorer.analysis.export.report.look import ReportLook
from explorer.analysis.trace import LayerTrace
from explorer.analysis.unit_order import by_output_weight

WIDTH, HEIGHT = 1000, 160


@dataclass(frozen=True, eq=False)
class Curve:
    """One line of a chart: values (T,), NaN where there is none. dashed: drawn so."""

    name: str
    values: np.ndarray
    colour: str
    dashed: bool = False


def chart(
    curves: Sequence[Curve],
    words: Sequence[str],
    look: ReportLook,
    *,
    ends: tuple[float, float],
    logarithmic: bool = False,
    label: str = "",
) -> str:
    """Return curves over the words as SVG, with its ends beside it.

    ends: the values at its bottom and top. Each word has a column that says its values when the
    mouse rests on it.
    """
    step = WIDTH / max(len(words), 1)
    lines = [
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="none" role="img" '
        f'aria-label="{escape(label)}">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{look.page}"/>',
    ]
    middle = None if logarithmic else (ends[0] + ends[1]) / 2
    if middle is not None:
        y = _height(np.array([middle]), ends, False)[0]
        lines.append(
            f'<line x1="0" x2="{WIDTH}" y1="{y:.1f}" y2="{y:.1f}" stroke="{look.border}"/>'
        )
    for curve in curves:
        lines.append(_line(curve, step, ends, logarithmic))
    lines += [_column(place, word, curves, step) for place, word in enumerate(words)]
    top, bottom = number(ends[1]), number(ends[0])
    axis = f'<span class="end">{top}</span><span class="end low">{bottom}</span>'
    return f'<div class="plot">{"".join(lines)}</svg>{axis}</div>'


def _line(curve: Curve, step: float, ends: tuple[float, float], logarithmic: bool) -> str:
    """One path, broken where a value is missing."""
    heights = _height(curve.values, ends, logarithmic)
    parts, pen = [], "M"
    for place, y in enumerate(heights.tolist()):
        if not np.isfinite(y):
            pen = "M"
            continue
        parts.append(f"{pen}{(place + 0.5) * step:.1f} {y:.1f}")
        pen = "L"
    dash = ' stroke-dasharray="6 4"' if curve.dashed else ""
    return (
        f'<path d="{"".join(parts)}" fill="none" stroke="{curve.colour}" stroke-width="2" '
        f'vector-effect="non-scaling-stroke"{dash}/>'
    )


def _height(values: np.ndarray, ends: tuple[float, float], logarithmic: bool) -> np.ndarray:
    low, high = ends
    if logarithmic:
        with np.errstate(divide="ignore", invalid="ignore"):
            values = np.where(values > 0, np.log10(values), np.nan)
        low, high = np.log10(low), np.log10(high)
    share = (values - low) / (high - low) if high > low else 0.5 + 0 * values
    return 4 + (HEIGHT - 8) * (1 - np.clip(share, 0, 1))


def _column(place: int, word: str, curves: Sequence[Curve], step: float) -> str:
    said = [f"{curve.name} {number(float(curve.values[place]))}" for curve in curves]
    title = escape(f"{place} {word}: {', '.join(said)}")
    return (
        f'<rect class="at" x="{place * step:.1f}" width="{step:.1f}" height="{HEIGHT}">'
        f"<title>{title}</title></rect>"
    )


def number(value: float) -> str:
    """Write a number short, with a true minus; – where there is none."""
    if not np.isfinite(value):
        return "–"
    if value == 0 or 1e-3 <= abs(value) < 1e5:
        return f"{value:.3g}".replace("-", "−")
    mantissa, exponent = f"{value:.1e}".split("e")
    raised = str(int(exponent)).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return f"{mantissa}·10{raised}".replace("-", "−")


def heatmap(layer: LayerTrace, signal: str, first: int, look: ReportLook) -> tuple[str, str]:
    """Return a signal's units over timesteps from `first` on as a PNG data URI, and its range.

    Units are sorted by output weight; the range holds 98 of 100 values.
    """
    values = layer.signals[signal][first:, by_output_weight(layer)].T.astype(float)
    if signal in IN_UNIT_RANGE:
        low, high = np.quantile(values, [0.01, 0.99]) if values.size else (0.0, 1.0)
        said = f"{number(low)}…{number(high)}"
    else:
        high = float(np.quantile(np.abs(values), 0.99)) if values.size else 1.0
        low, said = -high, f"±{number(high)}"
    first_place = 0 if signal in IN_UNIT_RANGE else 1  # place 128 is then the value 0
    scale = (255 - first_place) / (high - low) if high > low else 0.0
    places = np.clip(first_place + 0.5 + (values - low) * scale, 0, 255).astype(np.uint8)
    png = base64.b64encode(indexed_png(places, look.table(signal))).decode()
    return f"data:image/png;base64,{png}", said
