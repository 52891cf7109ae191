"""The stack as graphics items, mended in place; every rearrangement glides for 120 ms."""

from PySide6.QtCore import QEasingCurve, QObject, QPointF, QRectF, QVariantAnimation
from PySide6.QtWidgets import QGraphicsScene

from explorer.ui.build.canvas.card import CardItem
from explorer.ui.build.canvas.contents import CanvasContent, CardContent
from explorer.ui.build.canvas.edge import EdgeItem
from explorer.ui.build.canvas.gap_marker import GapMarker
from explorer.ui.build.canvas.layout import (
    CARD_WIDTH,
    EDGE,
    MARGIN_SIDE,
    TERMINAL_HEIGHT,
    TERMINAL_WIDTH,
    Layout,
    lay_out,
)
from explorer.ui.build.canvas.terminal import TerminalItem

GLIDE_MS = 120
_LEFT = -CARD_WIDTH / 2


class StackScene(QGraphicsScene):
    """Cards by layer name, in stack order. `layout` is where things are or are gliding to."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Everything moves at once while a gap opens: an index would be rebuilt at every frame.
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.layout_now: Layout = lay_out(())
        self.cards: dict[str, CardItem] = {}
        self.edges: list[EdgeItem] = []
        self.input = TerminalItem("layer_input")
        self.output = TerminalItem("flag")
        self.marker = GapMarker()
        for item in (self.input, self.output, self.marker):
            self.addItem(item)
        self._starts: dict[str, QPointF] = {}
        self._output_start = 0.0
        self._glide = QVariantAnimation(self)
        self._glide.setStartValue(0.0)
        self._glide.setEndValue(1.0)
        self._glide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._glide.valueChanged.connect(self._place)
        self._glide.finished.connect(self._fit_scene)

    # What is shown ----------------------------------------------------------------------------

    def show_content(self, content: CanvasContent) -> None:
        """Show another stack."""
        before = self.cards
        fresh = [card for card in content.cards if card.name not in before]
        spare = self._spare_items({card.name for card in content.cards})
        self.cards = {}
        for card in content.cards:
            item = before.get(card.name)
            if item is None and len(fresh) == 1 and len(spare) == 1:
                item = spare.popitem()[1]  # one name went, one came: the layer was renamed
            self.cards[card.name] = self._card(item, card)
        for item in spare.values():
            self.removeItem(item)
        for index, edge in enumerate(content.edges):
            if index == len(self.edges):
                self.edges.append(EdgeItem(edge))
                self.addItem(self.edges[-1])
            self.edges[index].show_content(edge)
        while len(self.edges) > len(content.edges):
            self.removeItem(self.edges.pop())
        self.input.show_words(content.input_words, content.input_note)
        self.input.setToolTip(content.input_hint)
        self.output.show_words(content.output_words)
        first = not before and not self.layout_now.tops
        came = {name for name, item in self.cards.items() if item not in before.values()}
        self._rearrange(self.layout_now.open_gap, came=came, at_once=first)

    def glide_from(self, name: str, start: QPointF) -> None:
        """Let a card that was dropped glide to its place from a scene point."""
        if name in self.cards:
            self.cards[name].setPos(start)
            self._rearrange(self.layout_now.open_gap)

    def show_picks(self, selected: frozenset[str], current: str | None, lifted: set[str]) -> None:
        """Mark the selected cards, the keyboard's card and those being dragged."""
        for name, card in self.cards.items():
            card.show_state(
                selected=name in selected, current=name == current, lifted=name in lifted
            )

    def open_gap(self, gap: int | None, words: str = "") -> None:
        """Open one gap to 128 px and say what a drop there does; None closes it."""
        self.marker.show_words(words)
        if gap != self.layout_now.open_gap:
            self._rearrange(gap)

    def set_animated(self, animated: bool) -> None:
        """Glide, or jump where the system asks for reduced motion."""
        self._glide.setDuration(GLIDE_MS if animated else 0)

    # What is where ----------------------------------------------------------------------------

    def card_at(self, point: QPointF) -> str | None:
        """Name of the layer whose card lies under a scene point."""
        for name, card in self.cards.items():
            if QRectF(card.x(), card.y(), CARD_WIDTH, card.height).contains(point):
                return name
        return None

    def finish_glide(self) -> None:
        """Put everything at its place now."""
        if self._glide.state() == QVariantAnimation.State.Running:
            self._glide.setCurrentTime(self._glide.duration())

    @property
    def gliding(self) -> bool:
        """Whether cards are on their way."""
        return self._glide.state() == QVariantAnimation.State.Running

    # Moving things ----------------------------------------------------------------------------

    def _spare_items(self, wanted: set[str]) -> dict[str, CardItem]:
        return {name: item for name, item in self.cards.items() if name not in wanted}

    def _card(self, item: CardItem | None, content: CardContent) -> CardItem:
        if item is None:
            item = CardItem(content)
            self.addItem(item)
        else:
            item.show_content(content)
        return item

    def _rearrange(
        self,
        gap: int | None,
        came: set[str] | frozenset[str] = frozenset(),
        *,
        at_once: bool = False,
    ) -> None:
        self._glide.stop()
        names = list(self.cards)
        gap = None if gap is not None and gap > len(names) else gap
        self.layout_now = lay_out([self.cards[name].height for name in names], gap)
        for name, top in zip(names, self.layout_now.tops, strict=True):
            card = self.cards[name]
            if name in came:
                card.setPos(_LEFT, top)
            self._starts[name] = card.pos()
        self._output_start = self.output.y()
        self._fit_scene(growing=True)
        if at_once or self._glide.duration() == 0:
            self._place(1.0)
            self._fit_scene()
        else:
            self._glide.start()

    def _place(self, share: float) -> None:
        layout = self.layout_now
        top = QPointF(0, layout.input_top + TERMINAL_HEIGHT)
        self.input.setPos(-TERMINAL_WIDTH / 2, layout.input_top)
        spans: list[tuple[float, float]] = []
        for (name, card), y in zip(self.cards.items(), layout.tops, strict=True):
            start = self._starts[name]
            here = start + (QPointF(_LEFT, y) - start) * share
            card.setPos(here)
            spans.append((top.y(), here.y()))
            top = QPointF(0, here.y() + card.height)
        output = self._output_start + (layout.output_top - self._output_start) * share
        self.output.setPos(-TERMINAL_WIDTH / 2, output)
        spans.append((top.y(), output))
        for edge, (above, below) in zip(self.edges, spans, strict=True):
            edge.stretch(QPointF(0, above), max(EDGE / 2, below - above))
        self._place_marker(spans, share)

    def _place_marker(self, spans: list[tuple[float, float]], share: float) -> None:
        gap = self.layout_now.open_gap
        self.marker.setVisible(gap is not None)
        if gap is not None:
            above, below = spans[gap]
            # Below the chip, which keeps its place at the top of the gap.
            self.marker.setPos(0, above + (below - above) * 72 / 128)
            self.marker.setOpacity(share)

    def _fit_scene(self, *, growing: bool = False) -> None:
        bottom = self.layout_now.bottom
        if growing:
            bottom = max(bottom, self.sceneRect().bottom())
        self.setSceneRect(_LEFT - MARGIN_SIDE, 0, CARD_WIDTH + 2 * MARGIN_SIDE, bottom)
