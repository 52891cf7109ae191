"""The What-if tab's side: before and after, what to change, the list of interventions."""

from time import perf_counter

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from explorer.session.session import Session
from explorer.ui.controls.divider import divider
from explorer.ui.controls.notice import Notice
from explorer.ui.controls.scrolled_panel import ScrolledPanel
from explorer.ui.controls.segmented import Segmented
from explorer.ui.inspect.display import Display
from explorer.ui.inspect.reviews.catalogue import SAMPLE_REVIEWS
from explorer.ui.inspect.whatif.clamp_draft import ClampDraft
from explorer.ui.inspect.whatif.clamp_form import ClampForm
from explorer.ui.inspect.whatif.edit_text import EditText
from explorer.ui.inspect.whatif.in_view import WhatIfInView, what_if_in_view
from explorer.ui.inspect.whatif.item_list import ItemList
from explorer.ui.inspect.whatif.summary_card import SummaryCard
from explorer.ui.inspect.whatif.transplant_form import TransplantForm
from explorer.ui.inspect.whatif.words import told
from explorer.ui.inspect.whatif.words_form import WordsForm

FORMS = (("clamp", "Clamp a gate"), ("words", "Edit words"), ("state", "Transplant"))


class WhatIfTab(ScrolledPanel):
    """Follows the session's answer; the middle shows `shown`."""

    answerChanged = Signal()
    wordsShown = Signal(bool)

    def __init__(
        self,
        session: Session,
        display: Display,
        draft: ClampDraft,
        text: EditText,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._display = session, display
        self.shown: WhatIfInView | None = None
        self.latency = 0.0
        self.card = SummaryCard()
        self.problem = Notice()
        self.forms = Segmented(FORMS, name="What to change", large=True)
        self.clamp = ClampForm(draft, display)
        self.words = WordsForm(text)
        self.transplant = TransplantForm(session, display)
        self.list = ItemList(session, display)
        self._text = text
        self._lay_out()
        self._listen()
        self._show_form()

    def showEvent(self, event: QShowEvent) -> None:
        """Read again while somebody looks."""
        super().showEvent(event)
        own = self._session.inspection.own
        reviews = SAMPLE_REVIEWS if own is None else (own, *SAMPLE_REVIEWS)
        self.transplant.offer(reviews)
        self._session.whatif.want(True)
        self._show()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks any more."""
        super().hideEvent(event)
        self._session.whatif.want(False)
        self._session.set_fact("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape gives up what is being shaped; the page has the other keys."""
        if event.key() == Qt.Key.Key_Escape and self._session.whatif.draft is not None:
            self._session.whatif.shape(None)
        else:
            event.ignore()

    def _lay_out(self) -> None:
        self._forms = dict(zip(dict(FORMS), (self.clamp, self.words, self.transplant), strict=True))
        column = self.begin_column(16, 16, 16, spacing=0)
        column.addWidget(self.card)
        column.addSpacing(12)
        column.addWidget(self.problem)
        column.addWidget(self.forms)
        column.addSpacing(12)
        for form in self._forms.values():
            column.addWidget(form)
        column.addSpacing(14)
        column.addWidget(divider())
        column.addSpacing(12)
        column.addWidget(self.list)
        column.addStretch(1)

    def _listen(self) -> None:
        desk = self._session.whatif
        desk.answered.connect(self._show)
        desk.draftChanged.connect(self._follow_draft)
        desk.listChanged.connect(self._show)
        desk.failed.connect(self._on_failed)
        self._display.viewChanged.connect(self._show)
        self.forms.changed.connect(self._show_form)

    def _show(self) -> None:
        """Another answer, review or layer."""
        desk, view = self._session.whatif, self._display.view
        answer = desk.answer
        if not self.isVisible() or view is None or answer is None:
            return
        if answer.result is not self._session.inspection.result:
            return
        vocabulary = answer.result.model.run.vocabulary
        tokens = answer.result.encoded.tokens
        self.shown = what_if_in_view(answer, view, vocabulary)
        notes = {id(item.what): item.note for item in desk.items}
        subjects = [
            told(one, view, tokens, vocabulary, notes.get(id(one), desk.draft_note)).subject
            for one in answer.applied
        ]
        self.card.show_answer(self.shown, subjects)
        if self.forms.current() == "words":
            self._text.show_answer()
        self.answerChanged.emit()
        self.latency = perf_counter() - answer.asked
        self._session.set_fact(self._fact(len(answer.applied), answer.rerun.seconds))

    @staticmethod
    def _fact(applied: int, seconds: float) -> str:
        """ "re-run with 1 change in 5 ms"."""
        if not applied:
            return ""
        noun = "change" if applied == 1 else "changes"
        return f"re-run with {applied} {noun} in {max(1, round(1000 * seconds))} ms"

    def _follow_draft(self) -> None:
        editing = self._session.whatif.editing is not None
        self.clamp.show_editing(editing)
        if editing:
            self.forms.set_current("clamp")

    def _show_form(self) -> None:
        current = self.forms.current()
        for key, form in self._forms.items():
            form.setVisible(key == current)
        if current == "words":
            self._text.show_answer()
        self.wordsShown.emit(current == "words")

    def _on_failed(self, sentence: str) -> None:
        self.problem.say(sentence, "error")
