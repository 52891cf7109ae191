"""The strip of presets: a click replaces the stack, in one undo step."""

from PySide6.QtCore import QEasingCurve, QPropertyAnimation, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QWidget

from explorer.session.session import Session
from explorer.stack.presets import PRESETS
from explorer.ui.build.layer_look import telling_layer
from explorer.ui.build.motion import may_move
from explorer.ui.build.preset_button import NARROWEST, WIDEST, PresetButton
from explorer.ui.controls.icon_button import IconButton

HEIGHT = 64
_ARROW_ROOM = 32
_GAP = 8
GLIDE_MS = 150


class PresetsStrip(QFrame):
    """All presets side by side; wheel, arrow keys and the two arrows scroll."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presets, self._edits = session.presets, session.edits
        self._cover = _ARROW_ROOM
        self.setProperty("role", "toolbar")
        self.setFixedHeight(HEIGHT)
        label = QLabel("Presets")
        label.setProperty("role", "label")
        label.setFixedWidth(56)
        buttons_row = QWidget()
        buttons_row.setProperty("role", "scrolled")
        buttons = QHBoxLayout(buttons_row)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(_GAP)
        self.buttons = {name: PresetButton(preset) for name, preset in PRESETS.items()}
        for button in self.buttons.values():
            button.clicked.connect(self._apply)
            buttons.addWidget(button)
        self.area = _Sideways(buttons_row, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(label)
        row.addWidget(self.area, 1)
        self.back = _Arrow("chevron_left", "Presets before", self)
        self.on = _Arrow("chevron_right", "More presets", self)
        self.back.button.clicked.connect(self.area.page_back)
        self.on.button.clicked.connect(self.area.page_on)
        bar = self.area.horizontalScrollBar()
        bar.valueChanged.connect(self._show_arrows)
        bar.rangeChanged.connect(self._show_arrows)
        self._edits.stackChanged.connect(self._mark)
        self._mark()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right walk along the strip."""
        buttons = list(self.buttons.values())
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        here = next((i for i, button in enumerate(buttons) if button.hasFocus()), None)
        if step is None or here is None:
            super().keyPressEvent(event)
            return
        there = buttons[max(0, min(here + step, len(buttons) - 1))]
        there.setFocus(Qt.FocusReason.TabFocusReason)
        self.area.ensureWidgetVisible(there, _ARROW_ROOM + 8, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show whole presets only, and keep the arrows over the ends of the strip."""
        super().resizeEvent(event)
        self._share_width()
        self._show_arrows()

    def _apply(self) -> None:
        button = self.sender()
        if isinstance(button, PresetButton):
            self._presets.apply(button.preset)
            self._edits.select(telling_layer(self._edits.stack))
            self.area.ensureWidgetVisible(button, _ARROW_ROOM + 8, 0)

    def _share_width(self) -> None:
        count, room = len(self.buttons), self.width() - 2 * 16 - 56 - 8
        if count * (NARROWEST + _GAP) - _GAP > room:
            room -= _ARROW_ROOM + _GAP
            count = max(1, (room + _GAP) // (NARROWEST + _GAP))
        width = min(WIDEST, (room - (count - 1) * _GAP) // count)
        # Widths are whole pixels: what is left over would show a sliver of the next preset.
        spare = room - count * (width + _GAP) + _GAP
        self._cover = _ARROW_ROOM + max(0, min(spare, _GAP))
        for button in self.buttons.values():
            button.setFixedWidth(width)

    def _mark(self) -> None:
        in_use = self._presets.in_use
        # Tab stops once at the strip, the arrows walk along it.
        stop = in_use.name if in_use is not None else next(iter(self.buttons))
        for name, button in self.buttons.items():
            button.set_in_use(button.preset is in_use)
            tabbed = Qt.FocusPolicy.StrongFocus if name == stop else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(tabbed)

    def _show_arrows(self) -> None:
        bar, box = self.area.horizontalScrollBar(), self.area.geometry()
        self.back.setVisible(bar.value() > 0)
        self.on.setVisible(bar.value() < bar.maximum())
        self.back.setGeometry(box.left(), 1, _ARROW_ROOM, HEIGHT - 2)
        self.on.setGeometry(box.right() - self._cover + 1, 1, self._cover, HEIGHT - 2)


class _Arrow(QFrame):
    """Covers the last bit of the strip, so that a cut preset does not look broken."""

    def __init__(self, icon_name: str, name: str, strip: PresetsStrip) -> None:
        super().__init__(strip)
        self.setProperty("role", "panel")
        self.button = IconButton(icon_name, name, small=True)
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrow keys scroll already
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 4, 0)
        row.addStretch(1)
        row.addWidget(self.button)


class _Sideways(QScrollArea):
    """Scrolls sideways without a scroll bar."""

    def __init__(self, row: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidget(row)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._glide = QPropertyAnimation(self.horizontalScrollBar(), b"value", self)
        self._glide.setEasingCurve(QEasingCurve.Type.OutCubic)

    def page_on(self) -> None:
        """Show the next ones."""
        self._go(self.width() * 3 // 4)

    def page_back(self) -> None:
        """Show those before."""
        self._go(-self.width() * 3 // 4)

    def _go(self, by: int) -> None:
        bar = self.horizontalScrollBar()
        self._glide.stop()
        self._glide.setDuration(GLIDE_MS if may_move(self) else 0)
        self._glide.setStartValue(bar.value())
        self._glide.setEndValue(max(0, min(bar.value() + by, bar.maximum())))
        self._glide.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The strip knows the keys: scrolling alone would leave the keyboard behind."""
        event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Any wheel scrolls sideways here."""
        delta = event.angleDelta()
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() - (delta.x() or delta.y()))
        event.accept()
