"""What a gesture on the words becomes in the list of interventions."""

import numpy as np

from explorer.analysis.whatif import Delete, Insert, Move, Replace
from explorer.reviews.encoding import mark_unknown
from explorer.reviews.tokenizer import words_of
from explorer.session.session import Session
from explorer.ui.inspect.whatif.alignment import Alignment


class WordEdits:
    """Bound to one session. Words are named by their place in the review as it was."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def ids_of(self, text: str) -> tuple[int, ...]:
        """The token ids of what the user typed, as the model reads them."""
        result = self._session.inspection.result
        if result is None:
            return ()
        run = result.model.run
        ids = np.array([run.vocabulary.id_of(word) for word in words_of(text)], np.int32)
        mark_unknown(ids, run.encoding)
        return tuple(int(number) for number in ids)

    def delete(self, start: int, stop: int) -> None:
        """Leave out words start … stop−1."""
        self._session.whatif.add(Delete(start, stop))

    def restore(self, word: int) -> None:
        """Read a deleted word again, or a moved one where it stood."""
        desk = self._session.whatif
        for item in desk.items:
            what = item.what
            gone = isinstance(what, Delete | Move) and what.start <= word < what.stop
            if item.on and gone:
                desk.remove(item.number)

    def replace(self, word: int, text: str) -> None:
        """Read other words in place of a word; none of them deletes it."""
        desk, typed = self._session.whatif, words_of(text)
        ids = self.ids_of(text)
        if not ids:
            self.delete(word, word + 1)
            return
        earlier = next(
            (
                item
                for item in desk.items
                if item.on and isinstance(item.what, Replace) and item.what.at == word
            ),
            None,
        )
        what = Replace(word, ids[0])
        if earlier is not None:
            desk.change(earlier.number, what, typed[0])
        else:
            desk.add(what, typed[0])
        if len(ids) > 1:
            desk.add(Insert(word + 1, ids[1:]), " ".join(typed[1:]))

    def insert(self, before: int, text: str) -> None:
        """Read more words before a word."""
        ids = self.ids_of(text)
        if ids:
            self._session.whatif.add(Insert(before, ids), " ".join(words_of(text)))

    def move(self, start: int, stop: int, before: int) -> None:
        """Read words start … stop−1 before another word."""
        if not start <= before <= stop:
            self._session.whatif.add(Move(start, stop, before))

    def take_back(self, columns: Alignment, column: int) -> None:
        """Take the insertion or the move that put a word at this column out of the list."""
        desk, after = self._session.whatif, columns.before[column:]
        anchor = next((int(word) for word in after if word >= 0), None)
        word = int(columns.before[column])
        for item in reversed(desk.items):
            what = item.what
            inserted = isinstance(what, Insert) and (anchor is None or what.before == anchor)
            moved = isinstance(what, Move) and what.start <= word < what.stop
            if item.on and (inserted or moved):
                desk.remove(item.number)
                return
