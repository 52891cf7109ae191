"""The words of the review, to be deleted, replaced, moved about, and others put between them."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from explorer.session.session import Session
from explorer.ui.inspect.chart.prose import Piece
from explorer.ui.inspect.chart.word_text import Placed, WordText
from explorer.ui.inspect.display import Display
from explorer.ui.inspect.whatif.alignment import Alignment, aligned, same
from explorer.ui.inspect.whatif.word_edits import WordEdits
from explorer.ui.inspect.whatif.word_field import WordField
from explorer.ui.theme.fonts import ui_font
from explorer.ui.theme.palette import Palette
from explorer.ui.theme.theme import theme

DRAG_FROM = 5.0  # pixels of mouse travel that make a drag of a click
NARROWEST_FIELD = 90


class EditText(WordText):
    """A click chooses, a drag moves, a double click or Enter edits, Delete deletes or restores,
    Insert puts words before the chosen one, Alt and an arrow move it. `laidOut` follows new words.
    """

    laidOut = Signal()
    chosenChanged = Signal()

    def __init__(self, session: Session, display: Display, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._display = session, display
        self.edits = WordEdits(session)
        self.columns: Alignment = same(0)
        self.replaced: frozenset[int] = frozenset()
        self._known: tuple[bool, ...] = ()
        self.chosen: tuple[int, int] | None = None  # columns, the last one included
        self._pressed: tuple[QPointF, int] | None = None
        self._gap: int | None = None
        self.field = WordField(self)
        self._field_for = ""
        self.field.hide()
        self.field.committed.connect(self._commit)
        self.field.cancelled.connect(self._cancel)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("The words, to edit")

    # What is shown ----------------------------------------------------------------------------

    def show_answer(self) -> None:
        """Show the review as the session's answer reads it."""
        answer = self._session.whatif.answer
        if answer is None:
            return
        encoded, run = answer.result.encoded, answer.rerun
        vocabulary = answer.result.model.run.vocabulary
        ids = run.after.ids[run.after.pads :]
        kept = self.chosen_words()
        self.columns = aligned(run.source, len(encoded.ids))
        pieces: list[Piece] = []
        replaced: set[int] = set()
        known: list[bool] = []
        pairs = zip(self.columns.before.tolist(), self.columns.after.tolist(), strict=True)
        for column, (old, new) in enumerate(pairs):
            source = int(run.source[new]) if new >= 0 else old
            untouched = source >= 0 and (new < 0 or ids[new] == encoded.ids[source])
            if untouched:
                word = encoded.tokens[source]
            else:
                word = vocabulary.word_of(int(ids[new]))
                replaced.add(column)
            known.append(bool(encoded.known[source]) if untouched else int(ids[new]) != 2)
            pieces += [Piece(word, column), Piece(" ")]
        self.replaced, self._known = frozenset(replaced), tuple(known)
        self.set_pieces(pieces)
        words = kept or (self._display.t, self._display.t + 1)
        self.choose((self.columns.column_of(words[0]), self.columns.column_of(words[1] - 1)))
        super().set_cursor(self.columns.column_of(self._display.t))
        self.laidOut.emit()
        self.update()

    def set_cursor(self, t: int) -> None:
        """The cursor's word, and with it the chosen one."""
        column = self.columns.column_of(t) if self.columns.columns else -1
        super().set_cursor(column)
        if column >= 0 and (self.chosen is None or not self._within(column)):
            self.choose((column, column))

    def box_of(self, t: int) -> QRectF | None:
        """Where the word of timestep `t` of the review before stands."""
        return super().box_of(self.columns.column_of(t)) if self.columns.columns else None

    def column_box(self, column: int) -> QRectF | None:
        """Where a column's word stands."""
        return super().box_of(column)

    def choose(self, chosen: tuple[int, int] | None) -> None:
        """Choose the words of columns first … last."""
        self.chosen = chosen
        self.chosenChanged.emit()
        self.update()

    def chosen_words(self) -> tuple[int, int] | None:
        """The chosen words start, stop of the review before, if they are still a run of it."""
        if self.chosen is None:
            return None
        words = self.columns.before[self.chosen[0] : self.chosen[1] + 1].tolist()
        words = [word for word in words if word >= 0]
        if not words or words != list(range(words[0], words[0] + len(words))):
            return None
        return words[0], words[-1] + 1

    def chosen_is_gone(self) -> bool:
        """Whether one of the chosen words is deleted."""
        if self.chosen is None:
            return False
        return bool((self.columns.after[self.chosen[0] : self.chosen[1] + 1] < 0).any())

    def chosen_text(self) -> str:
        """ "t 54 “perfect”", or how many words are chosen."""
        if self.chosen is None:
            return ""
        first, last = self.chosen
        if last > first:
            return f"{last - first + 1} words"
        word = next((placed.text for placed in self._placed if placed.t == first), "")
        old = int(self.columns.before[first]) if first < self.columns.columns else -1
        return f"t {old} “{word}”" if old >= 0 else f"“{word}”, inserted"

    # What the user does -----------------------------------------------------------------------

    def delete_chosen(self) -> None:
        """Delete the chosen words; those that are deleted come back, inserted ones go again."""
        if self.chosen is None:
            return
        first, last = self.chosen
        before, after = self.columns.before, self.columns.after
        gone = [c for c in range(first, last + 1) if after[c] < 0]
        foreign = [c for c in range(first, last + 1) if before[c] < 0]
        words = self.chosen_words()
        if gone:
            for column in gone:
                self.edits.restore(int(before[column]))
        elif foreign:
            self.edits.take_back(self.columns, foreign[0])
        elif words is not None:
            self.edits.delete(*words)

    def begin_replace(self) -> None:
        """Write over the chosen word."""
        words = self.chosen_words()
        if words is not None and self.chosen is not None:
            box = self.column_box(self.chosen[0])
            word = next(p.text for p in self._placed if p.t == self.chosen[0])
            if box is not None:
                self._open(f"replace {words[0]}", box.left(), box, word)

    def begin_insert(self) -> None:
        """Write words before the chosen one."""
        words = self.chosen_words()
        if words is not None and self.chosen is not None:
            box = self.column_box(self.chosen[0])
            if box is not None:
                self._open(f"insert {words[0]}", box.left() - 8, box, "")

    def move_chosen(self, by: int) -> None:
        """Move the chosen words one place back or forth."""
        words = self.chosen_words()
        if words is None:
            return
        start, stop = words
        before = start - 1 if by < 0 else stop + 1
        result = self._session.inspection.result
        total = 0 if result is None else len(result.encoded.ids)
        if 0 <= before <= total:
            self.edits.move(start, stop, before)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a word; with Shift, all up to it."""
        column = self.word_at(event.position())
        if event.button() != Qt.MouseButton.LeftButton or column < 0:
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self.chosen is not None:
            first = min(self.chosen[0], column)
            self.choose((first, max(self.chosen[1], column)))
            return
        if not self._within(column):
            self.choose((column, column))
        self._pressed = (event.position(), column)
        self._session.selection.select(t=self.columns.timestep_near(column))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the chosen words to a gap."""
        super().mouseMoveEvent(event)
        if self._pressed is None:
            return
        travel = event.position() - self._pressed[0]
        if self._gap is not None or abs(travel.x()) + abs(travel.y()) >= DRAG_FROM:
            self._gap = self._gap_at(event.position())
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop."""
        pressed, gap = self._pressed, self._gap
        self._pressed, self._gap = None, None
        words = self.chosen_words()
        if pressed is not None and gap is not None and words is not None:
            self.edits.move(*words, self._word_from(gap))
        elif pressed is not None:
            self.choose((pressed[1], pressed[1]))
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Write over the word."""
        self._pressed = None
        if self.word_at(event.position()) >= 0:
            self.begin_replace()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete, Enter, Insert, Alt and arrows, Shift and arrows."""
        key, keys = event.key(), event.modifiers()
        sideways = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(key))
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete_chosen()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.begin_replace()
        elif key in (Qt.Key.Key_Insert, Qt.Key.Key_Plus):
            self.begin_insert()
        elif sideways is not None and keys & Qt.KeyboardModifier.AltModifier:
            self.move_chosen(sideways)
        elif sideways is not None and keys & Qt.KeyboardModifier.ShiftModifier and self.chosen:
            first, last = self.chosen
            last = max(first, min(self.columns.columns - 1, last + sideways))
            self.choose((first, last))
        else:
            event.ignore()  # the arrows are the page's

    # Painting ---------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words, and the gap where dragged ones will drop."""
        super().paintEvent(event)
        box = None if self._gap is None else self._gap_box(self._gap)
        if box is not None:
            painter = QPainter(self)
            painter.fillRect(box, theme().palette.colour("accent"))
            painter.end()

    def paint_piece(self, painter: QPainter, palette: Palette, placed: Placed) -> None:
        """Chosen words are raised; deleted ones struck out; new and moved ones underlined."""
        column = placed.t
        if column >= 0 and self._within(column):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.colour("surface3"))
            painter.drawRoundedRect(placed.box.adjusted(-3, -1, 3, 1), 4, 4)
        super().paint_piece(painter, palette, placed)
        if column < 0 or column >= self.columns.columns:
            return
        box = placed.box
        if self.columns.after[column] < 0:
            painter.setPen(QPen(palette.colour("err"), 1.5))
            y = box.center().y() + 1
            painter.drawLine(QPointF(box.left() - 1, y), QPointF(box.right() + 1, y))
        elif self.columns.before[column] < 0 or column in self.replaced:
            painter.setPen(QPen(palette.colour("accent"), 2))
            _underline(painter, box, -1)
        if not self._known[column]:
            painter.setPen(QPen(palette.colour("t3"), 1, Qt.PenStyle.DotLine))
            _underline(painter, box, 1)

    def _ink(self, t: int) -> str:
        gone = 0 <= t < self.columns.columns and self.columns.after[t] < 0
        return "t3" if gone else "t1"

    # The field --------------------------------------------------------------------------------

    def _open(self, purpose: str, x: float, box: QRectF, text: str) -> None:
        self._field_for = purpose
        self.field.setText(text)
        self.field.setFont(ui_font(14))
        wide = max(NARROWEST_FIELD, round(box.width()) + 40)
        left = max(4.0, min(x - 9, self.width() - wide - 4))
        self.field.setGeometry(round(left), round(box.top()) - 3, wide, 26)
        self.field.show()
        self.field.selectAll()
        self.field.setFocus()

    def _commit(self, text: str) -> None:
        purpose, _, place = self._field_for.partition(" ")
        self._close()
        if purpose == "replace":
            word = next((p.text for p in self._placed if self.chosen and p.t == self.chosen[0]), "")
            if text.strip() != word:
                self.edits.replace(int(place), text)
        elif purpose == "insert":
            self.edits.insert(int(place), text)

    def _cancel(self) -> None:
        self._close()

    def _close(self) -> None:
        self._field_for = ""
        self.field.hide()
        self.setFocus()

    # Columns ----------------------------------------------------------------------------------

    def _within(self, column: int) -> bool:
        return self.chosen is not None and self.chosen[0] <= column <= self.chosen[1]

    def _gap_at(self, at: QPointF) -> int:
        """The column before which dragged words would drop."""
        line = [p for p in self._placed if p.t >= 0 and abs(p.box.center().y() - at.y()) <= 13]
        if not line:
            words = [p for p in self._placed if p.t >= 0]
            above = [p for p in words if p.box.center().y() < at.y()]
            return above[-1].t + 1 if above else 0
        return next((p.t for p in line if at.x() < p.box.center().x()), line[-1].t + 1)

    def _gap_box(self, column: int) -> QRectF | None:
        box = self.column_box(column)
        if box is not None:
            return QRectF(box.left() - 4, box.top() - 2, 2, box.height() + 4)
        last = self.column_box(column - 1)
        if last is None:
            return None
        return QRectF(last.right() + 3, last.top() - 2, 2, last.height() + 4)

    def _word_from(self, column: int) -> int:
        """The first word of the review before from a column on; their number at the end."""
        for word in self.columns.before[column:].tolist():
            if word >= 0:
                return int(word)
        result = self._session.inspection.result
        return 0 if result is None else len(result.encoded.ids)


def _underline(painter: QPainter, box: QRectF, below: float) -> None:
    y = box.bottom() + below
    painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
