"""Generators for the worker that write what is in view to a file.

Each yields Progress now and then and ends with its file, or what is to be copied. Closing one
leaves no file behind.
Painting goes into QImages, which may be painted on any thread.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from PySide6.QtGui import QImage, QPainter

from explorer.analysis.export import (
    ApngWriter,
    gather_report,
    report_html,
    trace_csv,
    write_csv,
    write_npz,
)
from explorer.analysis.export.tables import ledger_arrays
from explorer.analysis.ledger import LogitShares, logit_shares
from explorer.problem import UserProblem
from explorer.session.inspect.inspection import ModelInView, TracedReview
from explorer.session.save_desk import Progress
from explorer.ui.inspect.export.report_look import report_look
from explorer.ui.saving.files import png_bytes
from explorer.ui.signals.canvas import paint_view
from explorer.ui.signals.export import drawing, picture
from explorer.ui.signals.look import Look
from explorer.ui.signals.rows.heat_images import HeatImages
from explorer.whole_file import whole_file

LARGEST = 12_000  # pixels of a side: more, and viewers give up


@dataclass(frozen=True, eq=False)
class Copied:
    """What goes to the clipboard: a picture or a text."""

    content: QImage | str


def picture_file(look: Look, path: Path, scale: float) -> Iterator[object]:
    """PNG at `scale` pixels to the pixel, or SVG. Raises UserProblem for a scale too large."""
    yield Progress(0, 0)
    _check_size(look, scale)
    drawn = path.suffix.lower() == ".svg"
    _write(path, drawing(look) if drawn else png_bytes(picture(look, scale)))


def image_file(image: QImage, path: Path) -> Iterator[object]:
    """A picture that has been painted already, as PNG."""
    yield Progress(0, 0)
    _write(path, png_bytes(image))


def bytes_file(content: bytes, path: Path) -> Iterator[object]:
    """What is a file already."""
    yield Progress(0, 0)
    _write(path, content)


def picture_copy(look: Look, scale: float) -> Iterator[object]:
    """The same picture for the clipboard."""
    yield Progress(0, 0)
    _check_size(look, scale)
    yield Copied(picture(look, scale))


def data_file(model: ModelInView, result: TracedReview, path: Path) -> Iterator[object]:
    """Every signal of every layer, and the ledger's shares: arrays (.npz) or a table (.csv)."""
    yield Progress(0, 0)
    shares = _shares(model, result)
    words = result.encoded.tokens
    if path.suffix.lower() == ".npz":
        write_npz(path, result.trace, words, {} if shares is None else ledger_arrays(shares))
    else:
        write_csv(path, result.trace, words, shares)


def data_copy(model: ModelInView, result: TracedReview) -> Iterator[object]:
    """The table, with tabs: spreadsheets put it into their cells."""
    yield Progress(0, 0)
    table = trace_csv(result.trace, result.encoded.tokens, _shares(model, result))
    yield Copied(_with_tabs(table))


def report_file(
    model: ModelInView, result: TracedReview, look: Look, path: Path
) -> Iterator[object]:
    """A page about this review, readable without Carrytrack and without a network."""
    yield Progress(0, 2)
    trace = result.trace
    report = gather_report(
        model.network,
        trace.ids[trace.pads :],
        result.encoded.tokens,
        pads=trace.pads,
        title=result.review.title or "A review",
        subtitle=f"{model.title}, {model.moment}",
    )
    yield Progress(1, 2)
    page = report_html(report, report_look(look.palette, look.colours))
    _write(path, page.encode())


def animation_file(
    look: Look, stretch: tuple[int, int], path: Path, milliseconds: int
) -> Iterator[object]:
    """The playback of columns start … stop−1 as an animated PNG, played over and over.

    As large as on screen: twice as large takes four times as long, and as much room.
    """
    start, stop = stretch
    images, total = HeatImages(), stop - start
    still = replace(look, hover=None, pin=None, ratio=1.0)
    with ApngWriter(path) as writer:
        for done, column in enumerate(range(start, stop)):
            yield Progress(done, total)
            frame = replace(still.frame, window=still.frame.window.showing(column))
            still = replace(still, cursor=column, frame=frame)
            writer.add(_pixels(still, images), milliseconds)


def _write(path: Path, content: bytes) -> None:
    with whole_file(path) as file:
        file.write(content)


def _pixels(look: Look, images: HeatImages) -> np.ndarray:
    """One frame (height, width, 4), uint8."""
    width, height = round(look.frame.width), round(look.frame.height)
    image = QImage(width, height, QImage.Format.Format_RGBA8888)
    painter = QPainter(image)
    paint_view(painter, look, images)
    painter.end()
    flat = np.frombuffer(image.constBits(), np.uint8)
    rows = flat.reshape(height, image.bytesPerLine())[:, : 4 * width]
    return rows.reshape(height, width, 4).copy()


def _check_size(look: Look, scale: float) -> None:
    longest = max(look.frame.width, look.frame.height) * scale
    if longest > LARGEST:
        raise UserProblem(
            f"The picture would be {longest:,.0f} pixels long. Choose a smaller scale, or make "
            "the window smaller."
        )


def _shares(model: ModelInView, result: TracedReview) -> LogitShares | None:
    """The ledger's shares; None where the head reads no recurrent layer directly."""
    trace = result.trace
    try:
        return logit_shares(model.network, trace.ids[trace.pads :], pads=trace.pads)
    except UserProblem:
        return None  # the table then has no such column


def _with_tabs(table: str) -> str:
    made = io.StringIO()
    writer = csv.writer(made, delimiter="\t", lineterminator="\n")
    writer.writerows(csv.reader(io.StringIO(table)))
    return made.getvalue()
