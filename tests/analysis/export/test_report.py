"""The report of a review: one page, everything in it, every figure the engine's own."""

import base64
import io
import re
from html.parser import HTMLParser
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image

from explorer.analysis.export import gather_report, report_html
from explorer.analysis.export.report import LIGHT, ReportLook
from explorer.analysis.export.report.charts import number
from explorer.stack.kinds import (
    BidirectionalSpec,
    CarryLSTMSpec,
    Conv1DSpec,
    DenseSpec,
    FlattenSpec,
    GlobalMaxPooling1DSpec,
    GRUSpec,
    LSTMSpec,
    SimpleRNNSpec,
)
from tests.network.stacks import WORDS, small_network

IDS = np.random.default_rng(0).integers(1, WORDS, 16)
READ = ("<script>alert(1)</script>", "“a” & b", *(f"word{n}" for n in range(2, 16)))
EMPTY = {"meta", "img", "br"}


class Page(HTMLParser):
    """Collects the text, and what the page asks for; every tag must close."""

    def __init__(self, page):
        super().__init__()
        self.open, self.wanted, self.said, self.tags = [], [], [], []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.wanted += [value for name, value in attrs if name in ("src", "href")]
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.said.append(data)

    @property
    def text(self):
        return " ".join(" ".join(self.said).split())


def page_of(*layers, pads=0, **more):
    network = small_network(*layers)
    report = gather_report(network, IDS, READ, pads=pads, title="A & B", **more)
    return report, Page(report_html(report, LIGHT)), report_html(report, LIGHT)


STACKS = {
    **{cell.kind: [cell(units=3)] for cell in (LSTMSpec, CarryLSTMSpec, GRUSpec, SimpleRNNSpec)},
    "stacked": [GRUSpec(units=3, return_sequences=True), LSTMSpec(units=3)],
    "both ways": [BidirectionalSpec(layer=LSTMSpec(units=3))],
    "windows": [Conv1DSpec(filters=3, kernel_size=4), LSTMSpec(units=3), DenseSpec(units=3)],
    "flat": [GRUSpec(units=2, return_sequences=True), FlattenSpec()],
    "nothing recurrent": [GlobalMaxPooling1DSpec()],
}


@pytest.mark.parametrize("layers", STACKS.values(), ids=STACKS.keys())
@pytest.mark.parametrize("pads", [0, 5])
def test_every_kind_of_stack_has_its_page(layers, pads):
    report, page, html = page_of(*layers, pads=pads)
    assert all(value.startswith("data:image/png;base64,") for value in page.wanted)
    assert not re.search(r"https?://|url\(|@import|<script|<link", html)
    assert "script" not in page.tags and READ[0] in page.text
    signals = sum(len(layer.signals) for layer in report.trace.layers)
    assert page.tags.count("img") == signals
    assert f"P(positive) {report.trace.probability[-1]:.3f}" in page.text
    assert ("Ledger" in page.text) == (report.shares is None)
    assert "A & B" in page.text
    for drawing in re.findall(r"<svg.*?</svg>", html, re.DOTALL):
        ElementTree.fromstring(drawing)


def test_the_ledgers_rows_add_up_to_the_logit():
    report, _, html = page_of(LSTMSpec(units=3), pads=2)
    rows = re.findall(r'<tr><td>(.*?)</td>.*?<td class="n \w+">(.*?)</td></tr>', html)
    shares = dict(rows)
    assert len(rows) == 12 + 4 and shares["logit"] == number(report.shares.logit)
    total = sum(plain(value) for name, value in rows if name != "logit")
    assert total == pytest.approx(report.shares.logit, abs=0.02)
    assert shares["pads before the review"] == number(report.shares.pad_share)


def plain(value):
    mantissa, _, power = value.replace("−", "-").partition("·10")
    exponent = power.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"))
    return float(mantissa) * 10.0 ** int(exponent or 0)


def test_numbers_read_back():
    for value in (0.0, 1.5, -0.0123, 2.79e-8, -3e7, 512.0):
        assert plain(number(value)) == pytest.approx(value, rel=0.05)
    assert number(float("nan")) == "–"


def test_heatmaps_show_the_values_in_the_tables_given():
    """The carry of the unit with the largest output weight, read back from the picture."""
    greys = np.repeat(np.arange(256, dtype=np.uint8)[:, None], 3, axis=1)
    look = ReportLook(
        *["#ffffff"] * 7, signals=LIGHT.signals, tables=dict.fromkeys("ifkoch", greys)
    )
    network = small_network(LSTMSpec(units=3))
    report = gather_report(network, IDS, READ, pads=4)
    html = report_html(report, look)
    source = re.search(r'<img src="data:image/png;base64,([^"]+)" alt="c, carry', html)[1]
    with Image.open(io.BytesIO(base64.b64decode(source))) as image:
        picture = np.asarray(image.convert("L")).astype(float)
    assert picture.shape == (3, 16)
    layer = report.trace.layers[0]
    values = layer.signals["c"][4:, layer.output_weight.argmax()]
    top = np.quantile(np.abs(layer.signals["c"][4:]), 0.99)
    inside = np.abs(values) < top
    np.testing.assert_allclose(
        ((picture[0] - 128) / 127 * top)[inside], values[inside], atol=top / 100
    )
