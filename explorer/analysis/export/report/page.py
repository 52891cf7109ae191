"""A report as one HTML page: style, pictures and figures inside it, nothing outside."""

from html import escape

import numpy as np

from explorer import __version__
from explorer.analysis.export.report.charts import Curve, chart, heatmap, number
from explorer.analysis.export.report.gather import Report
from explorer.analysis.export.report.look import SIGNAL_NAMES, ReportLook, rgb
from explorer.analysis.gradient import LayerFlow
from explorer.analysis.trace import LayerTrace

LISTED = 12


def report_html(report: Report, look: ReportLook) -> str:
    """Return the page. It references nothing on a network and opens from a disk."""
    parts = [
        _head(report, look),
        _verdict(report, look),
        _words(report, look),
        _prediction(report, look),
        _ledger(report, look),
        _survival(report, look),
        _gradient(report, look),
        *(_signals(layer, report, look) for layer in report.trace.layers),
        f"<footer>Made with Carrytrack {escape(__version__)}.</footer></main></body></html>\n",
    ]
    return "\n".join(part for part in parts if part)


def _head(report: Report, look: ReportLook) -> str:
    title = report.title or "Carrytrack"
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{escape(title)} · {escape(report.subtitle)}\
</title><meta name="viewport" content="width=device-width">
<style>
body {{ margin: 0; background: {look.page}; color: {look.text};
  font: 14px/1.6 Inter, system-ui, sans-serif; font-variant-numeric: tabular-nums; }}
main {{ max-width: 1040px; margin: 0 auto; padding: 32px 16px; }}
section {{ background: {look.surface}; border: 1px solid {look.border}; border-radius: 8px;
  padding: 16px; margin: 16px 0; }}
h1 {{ font-size: 24px; line-height: 32px; margin: 0; }}
h2 {{ font-size: 15px; line-height: 24px; margin: 0 0 8px; }}
p {{ margin: 8px 0; }} .soft, figcaption, footer, th {{ color: {look.text2}; font-weight: 400; }}
.big {{ font-size: 20px; font-weight: 600; }}
.pos {{ color: {look.positive}; }} .neg {{ color: {look.negative}; }}
.words {{ line-height: 28px; }} .words span {{ border-radius: 4px; padding: 2px 3px; }}
.words span:hover {{ outline: 2px solid {look.text}; }}
svg, img {{ display: block; width: 100%; height: 160px; }}
.plot {{ position: relative; padding-right: 56px; }}
.end {{ position: absolute; right: 0; top: 0; width: 50px; font-size: 11px; line-height: 16px;
  color: {look.text2}; }} .end.low {{ top: auto; bottom: 0; }}
img {{ image-rendering: pixelated; height: 128px; width: calc(100% - 56px); }}
figure {{ margin: 8px 0 16px; }} figcaption {{ font-size: 12px; }}
.at {{ fill: transparent; }} .at:hover {{ fill: {look.text}; fill-opacity: 0.12; }}
table {{ border-collapse: collapse; width: 100%; }}
td, th {{ text-align: left; padding: 3px 8px; border-bottom: 1px solid {look.border}; }}
td.n, th.n {{ text-align: right; }}
.key {{ display: inline-block; width: 20px; border-top: 3px solid; vertical-align: middle;
  margin: 0 4px 0 12px; }}
</style></head><body><main>
<h1>{escape(title)}</h1><p class="soft">{escape(report.subtitle)}</p>"""


def _verdict(report: Report, look: ReportLook) -> str:
    chance, logit = float(report.trace.probability[-1]), float(report.trace.logits[-1])
    side = "pos" if logit > 0 else "neg"
    pads = f", read after {report.trace.pads} pads" if report.trace.pads else ""
    return (
        f'<section><span class="big {side}">P(positive) {chance:.3f}</span> '
        f'<span class="soft">logit {number(logit)} · {len(report.words)} tokens{pads}</span>'
        f"</section>"
    )


def _words(report: Report, look: ReportLook) -> str:
    """The text, each word shaded by its share, or by how far it moved the logit."""
    pads = report.trace.pads
    if report.shares is not None:
        values, what = report.shares.by_token[pads:], "share of the logit"
    else:
        moved = np.diff(report.trace.logits.astype(float), prepend=report.trace.logits[:1])
        values, what = moved[pads:], "change of the logit"
    top = float(np.abs(values).max(initial=0.0)) or 1.0
    spans = []
    for place, (word, value) in enumerate(zip(report.words, values.tolist(), strict=True)):
        red, green, blue = rgb(look.positive if value > 0 else look.negative)
        strength = 0.55 * (abs(value) / top) ** 0.5
        chance = report.trace.probability[pads + place]
        title = f"{place} {word}: {what} {number(value)}, P(positive) so far {chance:.3f}"
        spans.append(
            f'<span title="{escape(title)}" style="background:rgba({red},{green},{blue},'
            f'{strength:.2f})">{escape(word)}</span>'
        )
    return (
        f'<section><h2>The review</h2><p class="words">{" ".join(spans)}</p>'
        f'<p class="soft">Words shaded by their {what}: '
        f'<span class="pos">blue for positive</span>, '
        f'<span class="neg">amber for negative</span>.</p></section>'
    )


def _prediction(report: Report, look: ReportLook) -> str:
    chance = report.trace.probability[report.trace.pads :].astype(float)
    curve = Curve("P(positive)", chance, look.positive)
    drawn = chart([curve], report.words, look, ends=(0.0, 1.0), label="P(positive) after each word")
    return f"<section><h2>P(positive) after each word</h2>{drawn}</section>"


def _ledger(report: Report, look: ReportLook) -> str:
    shares = report.shares
    if shares is None:
        return f"<section><h2>Ledger</h2><p>{escape(report.note)}</p></section>"
    pads = report.trace.pads
    values = shares.by_token[pads:]
    order = np.argsort(-np.abs(values), kind="stable")[:LISTED]
    rows = [_row(report.words[word], str(word), float(values[word])) for word in order.tolist()]
    rest = float(np.delete(values, order).sum())
    if len(values) > LISTED:
        rows.append(_row(f"{len(values) - LISTED} other words", "", rest))
    if pads or shares.pad_share:
        rows.append(_row("pads before the review", "", shares.pad_share))
    if shares.start_share:
        rows.append(_row("state before the first word", "", shares.start_share))
    rows += [_row("bias", "", shares.bias), _row("logit", "", shares.logit)]
    return (
        f"<section><h2>Who wrote what still survives</h2><p>{escape(report.note)}</p>"
        f'<table><tr><th>Word</th><th class="n">t</th><th class="n">Share of the logit</th></tr>'
        f'{"".join(rows)}</table><p class="soft">The shares and the bias add up to the logit'
        f"{_within(shares.residual)}. “Wrote” is not “caused”: a word that is lost can still have "
        f"steered later gates.</p></section>"
    )


def _within(residual: float) -> str:
    return f" to within {number(abs(residual))}" if residual else " to the last digit"


def _row(word: str, t: str, value: float) -> str:
    side = "pos" if value > 0 else "neg"
    return (
        f'<tr><td>{escape(word)}</td><td class="n">{t}</td>'
        f'<td class="n {side}">{number(value)}</td></tr>'
    )


def _layer_words(values: np.ndarray, layer: LayerTrace, report: Report) -> np.ndarray:
    """Spread values (T′,) of a layer over the words; NaN where no window ends."""
    spread = np.full(len(report.trace.ids), np.nan)
    spread[layer.reads[:, 1]] = values
    return spread[report.trace.pads :]


def _survival(report: Report, look: ReportLook) -> str:
    curve = report.survival
    layers = [one for one in report.trace.layers if one.kind != "SimpleRNN"]
    if curve is None or not layers:
        return ""
    layer = layers[-1]
    hue = look.signals["f"]
    lines = [
        Curve("mean", _layer_words(curve.mean, layer, report), hue),
        Curve("longest-lived unit", _layer_words(curve.longest, layer, report), hue, dashed=True),
    ]
    drawn = chart(lines, report.words, look, ends=(0.0, 1.0), label="Survival of each write")
    said = "Half of a write is never gone within this review."
    if curve.half_gone is not None:
        steps = "1 timestep" if curve.half_gone == 1 else f"{curve.half_gone} timesteps"
        said = f"On the mean of its units, half of a write is gone after {steps}."
    return (
        f"<section><h2>Survival in “{escape(layer.name)}”</h2><p>{said}</p>{drawn}"
        f"<p class='soft'>{_key(lines)}</p></section>"
    )


def _key(lines: list[Curve]) -> str:
    return "".join(
        f'<span class="key" style="border-color:{line.colour};border-top-style:'
        f'{"dashed" if line.dashed else "solid"}"></span>{escape(line.name)}'
        for line in lines
    )


def _gradient(report: Report, look: ReportLook) -> str:
    if report.flow is None:
        return ""
    layers = zip(report.flow.layers, report.trace.layers, strict=True)
    charts = [_gradient_of(flow, layer, report, look) for flow, layer in layers]
    return (
        f"<section><h2>Gradient flow</h2><p>How strongly the final logit depends on each state, "
        f"on a logarithmic axis.</p>{''.join(charts)}</section>"
    )


def _gradient_of(flow: LayerFlow, layer: LayerTrace, report: Report, look: ReportLook) -> str:
    norms = [("‖∂L/∂h‖", flow.h_norm, "h", False), ("‖∂L/∂c‖", flow.c_norm, "c", False)]
    norms.append(("along the carry alone", flow.direct_norm, "f", True))
    lines = [
        Curve(name, _layer_words(values, layer, report), look.signals[letter], dashed)
        for name, values, letter, dashed in norms
        if values is not None
    ]
    known = np.concatenate([line.values for line in lines])
    known = known[np.isfinite(known) & (known > 0)]
    if not len(known):
        return f"<p>“{escape(flow.name)}” passes nothing back.</p>"
    top = float(known.max())
    low = max(float(known.min()), top * 1e-12)
    drawn = chart(
        lines, report.words, look, ends=(low, top), logarithmic=True, label=f"Gradients {flow.name}"
    )
    return f"<figure>{drawn}<figcaption>{escape(flow.name)}{_key(lines)}</figcaption></figure>"


def _signals(layer: LayerTrace, report: Report, look: ReportLook) -> str:
    first = int(np.searchsorted(layer.reads[:, 1], report.trace.pads))
    figures = []
    for signal in layer.signals:
        picture, said = heatmap(layer, signal, first, look)
        name = f"{signal}, {SIGNAL_NAMES[signal]}"
        figures.append(
            f'<figure><img src="{picture}" alt="{name} of {escape(layer.name)}">'
            f"<figcaption>{name} · {said}</figcaption></figure>"
        )
    sorted_by = "sorted by output weight" if layer.output_weight is not None else "in their order"
    return (
        f"<section><h2>{escape(layer.name)}</h2><p class='soft'>{escape(layer.kind)}, "
        f"{layer.signals['h'].shape[1]} units {sorted_by}, one row each; time runs to the "
        f"right.</p>{''.join(figures)}</section>"
    )
