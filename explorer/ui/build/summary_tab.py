"""The Summary tab: Keras's table of layers, shapes and parameters, to read and to copy."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from explorer.session.session import Session
from explorer.stack.rules import LayerReport
from explorer.stack.spec import LayerSpec, describe_shape
from explorer.stack.summary import summary_table
from explorer.ui.controls.button_icon import put_icon
from explorer.ui.controls.numbers import count
from explorer.ui.theme.palette import Palette
from explorer.ui.theme.theme import theme


class SummaryTab(QWidget):
    """Reads well in a narrow panel; Copy gives the text that model.summary() prints."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._edits = session.edits
        self.heading = QLabel()
        self.heading.setProperty("role", "heading")
        self.copy = QPushButton("Copy")
        put_icon(self.copy, "copy")
        self.copy.setProperty("role", "small")
        self.copy.setToolTip("Copy the table as model.summary() prints it")
        self.copy.clicked.connect(self._copy)
        self.table = QTextBrowser()
        self.table.setProperty("role", "bare")
        self.table.setAccessibleName("Summary of the stack")
        self.table.document().setDocumentMargin(0)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        line = QHBoxLayout()
        line.addWidget(self.heading, 1)
        line.addWidget(self.copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(8)
        column.addLayout(line)
        column.addWidget(self.table, 1)
        self._edits.reportChanged.connect(self._refresh)
        theme().changed.connect(self._refresh)

    def showEvent(self, event: QShowEvent) -> None:
        """Write the table when it is looked at, not at every edit behind another tab."""
        super().showEvent(event)
        self._refresh()

    def _refresh(self) -> None:
        if self.isVisible():
            report, palette = self._edits.report, theme().palette
            rows = [
                _row(layer, found, palette)
                for layer, found in zip(self._edits.stack.layers, report.layers, strict=True)
            ]
            self.heading.setText(self._edits.stack.title)
            self.table.setHtml(_table(rows, report.parameters, palette))

    def _copy(self) -> None:
        text = summary_table(self._edits.stack, self._edits.input)
        QGuiApplication.clipboard().setText(text)
        self._session.notice.emit("The summary is on the clipboard.")


def _row(layer: LayerSpec, found: LayerReport, palette: Palette) -> str:
    ink = palette.t1 if layer.enabled else palette.t3
    shape = "?" if found.output_shape is None else describe_shape(found.output_shape, "None")
    number = "?" if layer.enabled and found.output_shape is None else count(found.parameters)
    kind = layer.kind if layer.enabled else f"{layer.kind}, off"
    mono = "font-family:'JetBrains Mono'; font-size:12px;"
    edge = f"border-bottom:1px solid {palette.border};"
    return (
        f'<tr><td style="{edge} padding:6px 0; color:{ink}"><b>{escape(layer.name)}</b><br>'
        f'<span style="font-size:11px; color:{palette.t3}">{kind}</span></td>'
        f'<td style="{edge} padding:6px 4px; vertical-align:middle; {mono} color:{ink}">'
        f"{shape}</td>"
        f'<td align="right" style="{edge} padding:6px 0; vertical-align:middle; {mono} '
        f'color:{ink}">{number}</td></tr>'
    )


def _table(rows: list[str], total: int, palette: Palette) -> str:
    head = f"font-size:11px; color:{palette.t3}; border-bottom:1px solid {palette.border2};"
    foot = "padding-top:10px; font-weight:600;"
    return (
        f'<table width="100%" cellspacing="0" style="border-collapse:collapse; '
        f'color:{palette.t1}">'
        f'<tr><td style="{head} padding-bottom:4px">Layer (type)</td>'
        f'<td style="{head} padding:0 4px 4px">Output shape</td>'
        f'<td align="right" style="{head} padding-bottom:4px">Param #</td></tr>{"".join(rows)}'
        f'<tr><td style="{foot}">Total</td><td style="{foot}"></td><td align="right" '
        f"style=\"{foot} font-family:'JetBrains Mono'; font-size:12px\">{count(total)}</td></tr>"
        f'<tr><td colspan="3" style="padding-top:4px; font-size:11px; color:{palette.t3}">'
        f"All trainable, float32: {total * 4 / 1e6:.2f} MB</td></tr></table>"
    )
