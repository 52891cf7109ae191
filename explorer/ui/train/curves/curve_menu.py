"""What can be taken out of a live plot: its picture and its figures."""

import csv
import io
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from explorer.session.session import Session
from explorer.training.events import EpochRecord
from explorer.ui.saving.ask import ask_path
from explorer.ui.saving.files import png_bytes
from explorer.ui.theme.icons import icon
from explorer.ui.train.curves.curve_card import CurveCard
from explorer.ui.train.curves.metric import Metric

HEAD = ("epoch", "train_running", "train", "validation")


def curve_csv(
    metric: Metric,
    curve: np.ndarray,
    history: Sequence[EpochRecord],
) -> str:
    """The curves as CSV: running means by place in the run, then a line for every epoch's end.

    `curve` holds the rows (N, 5) of a Curve. What a line does not have stays empty.
    """
    lines: list[tuple[float, str, str, str]] = [
        (x, repr(value), "", "") for x, value in curve[:, [0, metric.column]].tolist()
    ]
    for record in history:
        train, checked = metric.train(record), metric.validation(record)
        lines.append(
            (
                record.epoch,
                "",
                "" if train is None else repr(train),
                "" if checked is None else repr(checked),
            )
        )
    lines.sort(key=lambda line: line[0])  # stable: an epoch's end follows its last batch
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEAD)
    writer.writerows((f"{x:.6g}", *values) for x, *values in lines)
    return text.getvalue()


class CurveMenu(QObject):
    """The context menu of one card."""

    def __init__(self, card: CurveCard, session: Session) -> None:
        super().__init__(card)
        self._card, self._run, self._saves = card, session.run_in_view, session.saves
        self.ask = ask_path  # a seam: tests answer without a dialog
        self.menu = QMenu(card)
        entries = (
            ("image", "Save picture…", self.save_picture),
            ("table", "Save data as CSV…", self.save_csv),
            ("copy", "Copy picture", self.copy),
            ("fit", "Show the whole run", card.plot.show_whole_run),
        )
        for icon_name, text, slot in entries:
            self.menu.addAction(icon(icon_name), text).triggered.connect(slot)
        card.plot.menuAsked.connect(self._show)

    def _show(self, where: QPoint) -> None:
        self.menu.popup(where)

    def copy(self) -> None:
        """Put the card's picture on the clipboard."""
        QGuiApplication.clipboard().setPixmap(self._card.grab())

    def save_picture(self) -> None:
        """Ask for a file and write the card as PNG."""
        path = self._ask("Save picture", "png", "Pictures (*.png)")
        if path is not None:
            self._saves.save(path, partial(png_bytes, self._card.grab().toImage()))

    def save_csv(self) -> None:
        """Ask for a file and write the curves."""
        path = self._ask("Save data", "csv", "Comma-separated values (*.csv)")
        if path is not None:
            story = self._run.story
            rows, history = story.curve.rows.copy(), tuple(story.history)  # a run goes on
            self._saves.save(path, partial(_csv_bytes, self._card.subject, rows, history))

    def _ask(self, title: str, ending: str, kinds: str) -> Path | None:
        path = self._run.story.path
        name = f"{path.name if path else 'run'}-{self._card.subject.key}.{ending}"
        return self.ask(self._card, title, name, kinds)


def _csv_bytes(metric: Metric, curve: np.ndarray, history: Sequence[EpochRecord]) -> bytes:
    return curve_csv(metric, curve, history).encode()
