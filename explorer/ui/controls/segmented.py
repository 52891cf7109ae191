"""A segmented control: one of a few options, side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QSizePolicy,
    QWidget,
)

from explorer.ui.controls.focus_ring import KeyboardFocus, paint_ring
from explorer.ui.theme.fonts import mono_font, ui_font
from explorer.ui.theme.theme import theme


@dataclass(frozen=True)
class Option:
    """One choice: its key, what it shows, and for a signal its letter (hue and mono type)."""

    key: str
    label: str
    signal: str | None = None
    tip: str = ""


class Segmented(QWidget):
    """Exclusive options; `changed(key)` when the user or the program picks another."""

    changed = Signal(str)

    def __init__(
        self,
        options: Sequence[Option | tuple[str, str]],
        *,
        name: str = "",
        large: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Options or (key, label) pairs; 24 high, 32 when `large`; the first one is picked."""
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._segments: dict[str, _Segment] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        for given in options:
            option = given if isinstance(given, Option) else Option(*given)
            segment = _Segment(option, large, self)
            self._segments[option.key] = segment
            self._group.addButton(segment)
            row.addWidget(segment)
        self.setFixedHeight(32 if large else 24)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        next(iter(self._segments.values())).setChecked(True)
        self._group.buttonToggled.connect(self._on_toggled)

    def current(self) -> str:
        """The key of the picked option."""
        return next(key for key, segment in self._segments.items() if segment.isChecked())

    def set_current(self, key: str) -> None:
        """Pick an option by its key."""
        self._segments[key].setChecked(True)

    def set_option_enabled(self, key: str, enabled: bool) -> None:
        """Allow or forbid one option."""
        self._segments[key].setEnabled(enabled)

    def set_option_visible(self, key: str, visible: bool) -> None:
        """Show or hide one option (a GRU has no carry)."""
        self._segments[key].setVisible(visible)

    def segment(self, key: str) -> QAbstractButton:
        """The button of one option."""
        return self._segments[key]

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame around the segments."""
        palette = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(palette.colour("border2"), 1))
        painter.setBrush(palette.colour("surface2"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5.5, 5.5)
        painter.end()

    def _on_toggled(self, button: QAbstractButton, checked: bool) -> None:
        if checked and isinstance(button, _Segment):
            self.changed.emit(button.option.key)


class _Segment(KeyboardFocus, QAbstractButton):
    """One option of a segmented control."""

    def __init__(self, option: Option, large: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.option = option
        self._large = large
        self.setText(option.label)
        self.setCheckable(True)
        self.setToolTip(option.tip)
        self.setAccessibleName(option.tip or option.label)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Wide enough for the bold label, so that picking moves nothing."""
        metrics = QFontMetricsF(self._font(bold=True))
        pad = 12 if self._large else (5 if self.option.signal else 8)
        width = max(metrics.horizontalAdvance(self.text()), 12) + 2 * pad
        return QSize(round(width), 30 if self._large else 22)

    def minimumSizeHint(self) -> QSize:
        """A label is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picked one is raised."""
        palette = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.isChecked():
            painter.setPen(QPen(palette.colour("border2"), 1))
            painter.setBrush(palette.colour("surface3" if palette.is_dark else "surface"))
            painter.drawRoundedRect(box, 4, 4)
        elif self.underMouse() and self.isEnabled():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.colour("surface3"))
            painter.drawRoundedRect(box, 4, 4)
        painter.setFont(self._font(bold=self.isChecked()))
        painter.setPen(self._ink())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        if self.shows_ring:
            paint_ring(painter, box, 4, offset=-2)
        painter.end()

    def _font(self, *, bold: bool) -> QFont:
        if self.option.signal:
            return mono_font(11, 700)
        return ui_font(13 if self._large else 12, 600 if bold else 400)

    def _ink(self) -> QColor:
        palette = theme().palette
        if not self.isEnabled():
            return palette.colour("t3", 0.6)
        if self.option.signal:
            return palette.colour(self.option.signal)
        return palette.colour("t1" if self.isChecked() or self.underMouse() else "t2")
