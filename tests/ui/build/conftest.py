"""The Build page in a window, and a hand that uses it with real mouse and key events."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from explorer.session.session import Session
from explorer.stack.spec import LayerSpec, StackSpec
from explorer.ui.build.page import BuildPage
from explorer.ui.theme.theme import apply_theme

NO_KEY = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


class Hand:
    """Mouse and keyboard on the page. Points are global until they are sent."""

    def __init__(self, page: BuildPage) -> None:
        self.page = page
        self.held: tuple[QWidget, QPoint] | None = None

    # Where things are -------------------------------------------------------------------------

    def settle(self) -> None:
        """Let glides end and events run."""
        self.page.canvas.stack_scene.finish_glide()
        QApplication.processEvents()

    def on_card(self, name: str, x: float = 16, y: float = 28) -> QPoint:
        self.settle()
        card = self.page.canvas.stack_scene.cards[name]
        return self._from_scene(card.pos() + QPointF(x, y))

    def in_gap(self, gap: int) -> QPoint:
        """A point that means this gap, wherever the cards stand now."""
        self.settle()
        layout = self.page.canvas.stack_scene.layout_now
        if gap < len(layout.tops):
            y = layout.tops[gap] - 12
        else:
            y = layout.output_top - 12
        return self._from_scene(QPointF(40, y))

    def _from_scene(self, point: QPointF) -> QPoint:
        canvas = self.page.canvas
        canvas.ensureVisible(point.x() - 1, point.y() - 1, 2, 2, 0, 90)
        return canvas.viewport().mapToGlobal(canvas.mapFromScene(point))

    def on_kind(self, kind: str) -> QPoint:
        kinds = self.page.palette_panel.kinds
        row = next(i for i, row in enumerate(kinds.kinds.rows) if row.kind == kind)
        kinds.scrollTo(kinds.kinds.index(row))
        box = kinds.visualRect(kinds.kinds.index(row))
        return kinds.viewport().mapToGlobal(box.center())

    # Mouse ------------------------------------------------------------------------------------

    def press(self, widget: QWidget, at: QPoint, keys: Qt.KeyboardModifier = NO_KEY) -> None:
        self.held = (widget, at)
        QTest.mousePress(widget, LEFT, keys, widget.mapFromGlobal(at))

    def move(self, to: QPoint, steps: int = 6) -> None:
        assert self.held is not None
        widget, start = self.held
        for step in range(1, steps + 1):
            point = start + (to - start) * (step / steps)
            QTest.mouseMove(widget, widget.mapFromGlobal(point))
        self.held = (widget, to)

    def release(self, keys: Qt.KeyboardModifier = NO_KEY) -> None:
        assert self.held is not None
        widget, at = self.held
        QTest.mouseRelease(widget, LEFT, keys, widget.mapFromGlobal(at))
        self.held = None
        self.settle()

    def take_kind(self, kind: str) -> None:
        viewport = self.page.palette_panel.kinds.viewport()
        self.press(viewport, self.on_kind(kind))

    def take_card(self, name: str) -> None:
        self.press(self.page.canvas.viewport(), self.on_card(name))

    def over_gap(self, gap: int) -> None:
        """Move to a gap; twice, as the cards part on the way."""
        self.move(self.in_gap(gap))
        self.move(self.in_gap(gap), steps=2)
        self.settle()

    def click_card(self, name: str, keys: Qt.KeyboardModifier = NO_KEY) -> None:
        self.press(self.page.canvas.viewport(), self.on_card(name, 200, 28), keys)
        self.release(keys)

    def click_fix(self, name: str, strip: int = 0) -> None:
        self.settle()
        box = self.page.canvas.stack_scene.cards[name].fix_button(strip)
        assert box is not None
        at = self.on_card(name, box.center().x(), box.center().y())
        self.press(self.page.canvas.viewport(), at)
        self.release()

    # Keyboard ---------------------------------------------------------------------------------

    def key(self, key: Qt.Key, keys: Qt.KeyboardModifier = NO_KEY) -> None:
        """Send a key to whatever has the keyboard."""
        target = QApplication.focusWidget()
        assert target is not None, "nothing has the keyboard"
        QTest.keyClick(target, key, keys)
        self.settle()

    # What the user sees -----------------------------------------------------------------------

    def names(self) -> list[str]:
        """Names on the cards, from top to bottom as they stand on the screen."""
        self.settle()
        cards = self.page.canvas.stack_scene.cards
        return sorted(cards, key=lambda name: cards[name].y())

    def shapes(self) -> list[str]:
        """What the chips on the edges say, from top to bottom."""
        self.settle()
        edges = sorted(self.page.canvas.stack_scene.edges, key=lambda edge: edge.y())
        return [edge.content.shape for edge in edges]


@pytest.fixture
def page(qtbot, qapp: QApplication, session: Session) -> BuildPage:
    apply_theme(qapp)
    page = BuildPage(session)
    qtbot.addWidget(page)
    page.resize(1368, 828)
    page.show()
    qtbot.waitExposed(page)
    assert session.edits.selected == "lstm"  # the page opens on what is worth showing
    page.picks.only(None)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


@pytest.fixture
def hand(page: BuildPage) -> Hand:
    return Hand(page)


@pytest.fixture
def load(page: BuildPage, hand: Hand) -> Callable[..., None]:
    """Put a stack of these layers on the canvas."""

    def put(*layers: LayerSpec) -> None:
        page.session.edits.apply(StackSpec.of(layers), "Load")
        hand.settle()

    return put
