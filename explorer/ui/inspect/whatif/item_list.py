"""The list of interventions, with its head: undo and clear."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from explorer.analysis.whatif import Hold
from explorer.session.session import Session
from explorer.ui.controls.button_icon import put_icon
from explorer.ui.inspect.display import Display
from explorer.ui.inspect.whatif.item_card import ItemCard
from explorer.ui.inspect.whatif.words import told
from explorer.ui.theme.theme import theme

EMPTY = "Kept changes are listed here, to be switched on and off one by one."


class ItemList(QWidget):
    """Follows the session's list; cards are kept while their items are there."""

    def __init__(self, session: Session, display: Display, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._display = session, display
        self.cards: dict[int, ItemCard] = {}
        self.undo, self.clear = QPushButton("Undo"), QPushButton("Clear")
        self.empty = QLabel(EMPTY)
        self.empty.setProperty("role", "hint")
        self.empty.setWordWrap(True)
        title = QLabel("Interventions")
        title.setProperty("role", "heading")
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(title)
        head.addStretch(1)
        for button in (self.undo, self.clear):
            button.setProperty("role", "small-ghost")
            head.addWidget(button)
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.empty)
        column.addLayout(self._column)
        desk = session.whatif
        self.undo.clicked.connect(desk.undo)
        self.clear.clicked.connect(desk.clear)
        desk.listChanged.connect(self._follow)
        desk.draftChanged.connect(self._mark_edited)
        display.viewChanged.connect(self._follow)
        theme().changed.connect(self._dress)
        self._dress()
        self._follow()

    def _dress(self) -> None:
        put_icon(self.clear, "trash", "t2", 14)
        put_icon(self.undo, "undo", "t2", 14)

    def _follow(self) -> None:
        desk, view, result = (
            self._session.whatif,
            self._display.view,
            self._session.inspection.result,
        )
        numbers = [item.number for item in desk.items]
        for number in list(self.cards):
            if number not in numbers:
                card = self.cards.pop(number)
                self._column.removeWidget(card)
                card.hide()
                card.deleteLater()
        self.clear.setEnabled(bool(desk.items) or desk.draft is not None)
        self.undo.setVisible(desk.can_undo)
        self.empty.setVisible(not desk.items)
        if view is None or result is None:
            return
        before = float(result.trace.probability[-1])
        tokens, vocabulary = result.encoded.tokens, result.model.run.vocabulary
        for place, item in enumerate(desk.items):
            card = self.cards.get(item.number) or self._new_card(item.number)
            if self._column.indexOf(card) != place:
                self._column.insertWidget(place, card)
            said = told(item.what, view, tokens, vocabulary, item.note)
            editable = isinstance(item.what, Hold) and item.what.layer == view.layer.name
            chances = (before, desk.chance_alone(item))
            card.show_item(said, item.on, chances, can_edit=editable)

    def _new_card(self, number: int) -> ItemCard:
        card = ItemCard(number, self)
        self.cards[number] = card
        desk = self._session.whatif
        card.switched.connect(desk.switch)
        card.edited.connect(desk.edit)
        card.removed.connect(desk.remove)
        card.moved.connect(desk.move)
        card.entered.connect(desk.show_alone)
        card.left.connect(self._on_left)
        card.show()
        return card

    def _on_left(self, _number: int) -> None:
        self._session.whatif.show_alone(None)

    def _mark_edited(self) -> None:
        desk = self._session.whatif
        for number, card in self.cards.items():
            card.mark_edited(number == desk.editing)
        self.clear.setEnabled(bool(desk.items) or desk.draft is not None)
