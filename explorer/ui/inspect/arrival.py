"""Where cursor and unit stand when another review or model comes into view."""

import numpy as np
from PySide6.QtCore import QObject

from explorer.session.session import Session
from explorer.ui.inspect.display import Display


class Arrival(QObject):
    """A new review opens at the word that pushed the verdict most; typed text keeps its place.

    Whoever moves the cursor after asking for the review keeps it where they put it. Another run
    or layer opens with the unit in the top row.
    """

    def __init__(self, session: Session, display: Display, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._display = session, display
        self._expecting = True
        self._timesteps = 0
        self._home: tuple[object, ...] = ()
        session.inspection.reviewChanged.connect(self._expect)
        session.selection.changed.connect(self._leave_alone)
        display.viewChanged.connect(self._arrive)

    def _expect(self) -> None:
        review = self._session.inspection.review
        self._expecting = review is not None and review.origin != "yours"
        self._timesteps = self._session.selection.timesteps

    def _leave_alone(self) -> None:
        # Other bounds: the selection was only pulled inside the trace that has just arrived.
        if self._session.selection.timesteps == self._timesteps:
            self._expecting = False

    def _arrive(self) -> None:
        view, result = self._display.view, self._session.inspection.result
        if view is None or result is None:
            return
        expecting, self._expecting = self._expecting, False
        self._timesteps = view.timesteps
        home = (result.model.run.path, view.layer.name)
        if home != self._home:
            self._home = home
            self._session.selection.select(unit=int(self._display.order[0]))
        if expecting:
            self._session.selection.select(t=int(np.abs(view.push()).argmax()))
