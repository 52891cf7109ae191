"""Which earlier runs stand behind the curves."""

from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from explorer.session.runs.known_runs import known_runs
from explorer.session.session import Session
from explorer.ui.controls.menu_button import AT_LEFT, MenuButton
from explorer.ui.theme.fonts import ui_font
from explorer.ui.theme.theme import theme

DASH = 16


class GhostChoice(MenuButton):
    """Says which runs are chosen; its menu ticks several."""

    stays = True

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._menu.triggered.connect(self._on_triggered)
        self._menu.aboutToShow.connect(self._fill)
        session.ghosts.changed.connect(self._follow)
        self._follow()

    def sizeHint(self) -> QSize:
        """As wide as the panel gives."""
        return QSize(200, self.high)

    def paint_content(self, painter: QPainter, left: float, right: float) -> None:
        """A dashed line and the names."""
        palette, middle = theme().palette, self.high / 2
        pen = QPen(palette.colour("t3"), 1.5)
        pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.drawLine(QPointF(left, middle), QPointF(left + DASH, middle))
        left += DASH + 8
        metrics = QFontMetricsF(ui_font(13))
        said = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, right - left - 4)
        painter.setFont(ui_font(13))
        painter.setPen(palette.colour("t1" if self._session.ghosts.chosen else "t3"))
        painter.drawText(QRectF(left, 0, right - left, self.high), AT_LEFT, said)

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
