"""Which earlier runs stand behind the curves."""

from pathlib import Path

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from explorer.session.known_runs import known_runs
from explorer.session.session import Session
from explorer.ui.controls.focus_ring import KeyboardFocus, paint_ring
from explorer.ui.theme.fonts import ui_font
from explorer.ui.theme.icons import pixmap
from explorer.ui.theme.theme import theme

HEIGHT, CHEVRON, DASH, PAD = 32, 14, 16, 9


class StayingMenu(QMenu):
    """Stays open while entries are ticked, so that several can be."""

    def mouseReleaseEvent(self, event) -> None:  # noqa: ANN001 (QMouseEvent)
        """Tick without closing."""
        action = self.actionAt(event.position().toPoint())
        if action is not None and action.isCheckable() and action.isEnabled():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)


class GhostChoice(KeyboardFocus, QAbstractButton):
    """Says which runs are chosen; its menu ticks several."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._menu = StayingMenu(self)
        self._menu.triggered.connect(self._on_triggered)
        self._menu.aboutToShow.connect(self._fill)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self.open_menu)
        session.ghosts.changed.connect(self._follow)
        self._follow()

    def menu(self) -> QMenu:
        """The menu; it is filled when it opens."""
        return self._menu

    def open_menu(self) -> None:
        """Offer the runs under the button."""
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))

    def sizeHint(self) -> QSize:
        """As wide as the panel gives."""
        return QSize(200, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A dashed line, the names, a chevron."""
        palette = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        lit = self.isDown() or self.underMouse()
        painter.setPen(QPen(palette.colour("border2"), 1))
        painter.setBrush(palette.colour("surface3" if lit else "surface2"))
        painter.drawRoundedRect(box, 5.5, 5.5)
        pen = QPen(palette.colour("t3"), 1.5)
        pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.drawLine(PAD, HEIGHT // 2, PAD + DASH, HEIGHT // 2)
        left, right = PAD + DASH + 8, self.width() - PAD - CHEVRON
        metrics = QFontMetricsF(ui_font(13))
        said = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, right - left - 4)
        painter.setFont(ui_font(13))
        painter.setPen(palette.colour("t1" if self._session.ghosts.chosen else "t3"))
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRectF(left, 0, right - left, HEIGHT), int(middle), said)
        chevron = pixmap("chevron_down", "t3", CHEVRON, self.devicePixelRatioF())
        painter.drawPixmap(right + 2, (HEIGHT - CHEVRON) // 2, chevron)
        if self.shows_ring:
            paint_ring(painter, box, 5.5, offset=-2)
        painter.end()

    def _follow(self) -> None:
        names = list(self._session.ghosts.chosen.values())
        one = names[0] if names else "None"
        self.setText(one if len(names) < 2 else f"{len(names)} runs")
        self.setAccessibleName(f"Ghost runs: {', '.join(names) or 'none'}")
        self.setToolTip("\n".join(names) or "Show the curves of earlier runs behind this one")
        self.update()

    def _fill(self) -> None:
        self._menu.clear()
        chosen, shown = self._session.ghosts.chosen, self._session.run_in_view.story.path
        listed = {run.path: run.title for run in known_runs() if run.path != shown}
        for path, title in ({p: t for p, t in chosen.items() if p not in listed} | listed).items():
            action = QAction(title, self._menu)
            action.setCheckable(True)
            action.setChecked(path in chosen)
            action.setData(str(path))
            self._menu.addAction(action)
        self._menu.addSeparator()
        none = QAction("No ghosts", self._menu)
        none.setEnabled(bool(chosen))
        none.setData("")
        self._menu.addAction(none)

    def _on_triggered(self, action: QAction) -> None:
        ghosts, path = self._session.ghosts, action.data()
        if path:
            ghosts.toggle(Path(path), action.text())
            for other in self._menu.actions():  # one too many has pushed the oldest out
                if other.isCheckable():
                    other.setChecked(Path(other.data()) in ghosts.chosen)
        else:
            ghosts.clear()
