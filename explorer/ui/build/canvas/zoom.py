"""Zoom of the canvas, 50 to 200%, and the buttons for it that float in its corner."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsView, QHBoxLayout, QPushButton

from explorer.ui.controls.icon_button import IconButton

LOWEST, HIGHEST = 0.5, 2.0
FACTOR = 1.1
_STOPS = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
_MARGIN = 16


class Zoom(QFrame):
    """Minus, percentage (a click returns to 100%), plus, fit."""

    def __init__(self, view: QGraphicsView) -> None:
        super().__init__(view)
        self._view = view
        self.setProperty("role", "card")
        self.factor = 1.0
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 3, 3, 3)
        row.setSpacing(0)
        self.out_button = IconButton("minus", "Zoom out", small=True, icon_size=14)
        self.percent = QPushButton("100%")
        self.percent.setProperty("role", "small-ghost")
        self.percent.setToolTip("Back to 100%")
        self.percent.setFixedWidth(52)
        self.in_button = IconButton("plus", "Zoom in", small=True, icon_size=14)
        self.fit_button = IconButton("fit", "Fit the stack", small=True, icon_size=16)
        self.out_button.set_name("Zoom out", "Ctrl+−")
        self.in_button.set_name("Zoom in", "Ctrl++")
        self.fit_button.set_name("Fit the stack", "0")
        for button in (self.out_button, self.percent, self.in_button, self.fit_button):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        self.out_button.clicked.connect(self.zoom_out)
        self.percent.clicked.connect(self.reset)
        self.in_button.clicked.connect(self.zoom_in)
        self.fit_button.clicked.connect(self.fit)
        self.setFixedHeight(32)
        self.adjustSize()

    def place(self) -> None:
        """Sit in the lower right corner of the viewport."""
        viewport = self._view.viewport().geometry()
        self.move(
            viewport.right() - self.width() - _MARGIN + 1,
            viewport.bottom() - self.height() - _MARGIN + 1,
        )

    def zoom_in(self) -> None:
        """Go to the next stop up."""
        self.zoom_to(min((stop for stop in _STOPS if stop > self.factor + 0.01), default=HIGHEST))

    def zoom_out(self) -> None:
        """Go to the next stop down."""
        self.zoom_to(max((stop for stop in _STOPS if stop < self.factor - 0.01), default=LOWEST))

    def reset(self) -> None:
        """Go to 100%."""
        self.zoom_to(1.0)

    def fit(self) -> None:
        """Show the whole stack if 50% suffices; never larger than 100%."""
        scene, viewport = self._view.sceneRect(), self._view.viewport().rect()
        self.zoom_to(min(1.0, viewport.height() / scene.height(), viewport.width() / scene.width()))
        self._view.verticalScrollBar().setValue(0)

    def zoom_to(self, factor: float) -> None:
        """Go to a factor within 0.5 to 2."""
        factor = max(LOWEST, min(HIGHEST, factor))
        if factor != self.factor:
            self._view.scale(factor / self.factor, factor / self.factor)
            self.factor = factor
            self.percent.setText(f"{factor:.0%}")

    def wheel(self, event: QWheelEvent) -> None:
        """Zoom with the wheel (Ctrl held), around the mouse."""
        self.zoom_to(self.factor * FACTOR ** (event.angleDelta().y() / 120))
        event.accept()

    def key(self, event: QKeyEvent) -> bool:
        """Zoom with the keyboard: 0, Ctrl+0, Ctrl++ and Ctrl+−. False: not one of them."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_0:
            self.reset() if control else self.fit()
        elif control and event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_in()
        elif control and event.key() == Qt.Key.Key_Minus:
            self.zoom_out()
        else:
            return False
        return True
