"""From what the window knows to a ProjectState, and back."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from explorer.session.project.project_state import ModelChoice, Place, ProjectState

if TYPE_CHECKING:
    from explorer.session.session import Session


class ProjectContents(QObject):
    """Takes a state from the session's desks and puts one into them.

    A source that could not be read does not change the project: its file may lie on a disk that
    is not there today, and the project still belongs to it.
    """

    def __init__(self, session: "Session") -> None:
        super().__init__(session)
        self._session = session
        self._source = session.data.where
        self._landing: ProjectState | None = None
        session.data.changed.connect(self._follow_source)
        # Inspect itself chooses where another review opens: the project's place comes after that.
        queued = Qt.ConnectionType.QueuedConnection
        session.inspection.traced.connect(self._land, queued)
        session.inspection.failed.connect(self._give_up)

    def take(self) -> ProjectState:
        """Return the state as it is now."""
        session = self._session
        selection, data, model = session.selection, session.data, session.inspection.model
        traced = session.inspection.result is not None
        return ProjectState(
            stack=session.edits.stack,
            settings=session.training.settings,
            encoding=data.encoding,
            data=data.where if data.state == "loading" else self._source,
            probe=session.probes.shown,
            probes=session.probes.reviews,
            own=session.inspection.own,
            review=session.inspection.review,
            model=model and ModelChoice(str(model.run.path), model.epoch or None, model.title),
            place=Place(
                page=session.page,
                selected=session.edits.selected,
                layer=selection.layer,
                unit=selection.unit if traced else None,
                t=selection.t if traced else None,
            ),
        )

    def put(self, state: ProjectState) -> None:
        """Make the state the session's; no undo leads back. Not while a run is under way."""
        session = self._session
        session.playback.pause()
        session.training.start_over(state.settings)
        session.probes.start_over(state.watched, state.probe)
        session.data.start_over(state.encoding)
        session.edits.start_over(state.stack)
        session.history.clear()
        session.edits.select(state.place.selected)
        self._source = state.data
        self._open_data(state.data)
        self._show(state)
        if state.place.page:
            session.go(state.place.page)

    def _open_data(self, where: str) -> None:
        data = self._session.data
        if data.where != where or data.state not in ("loading", "ready"):
            data.open(where)

    def _show(self, state: ProjectState) -> None:
        """Model first: the review is then traced by it, and not by the one before."""
        inspection = self._session.inspection
        self._landing = state if state.place.t is not None else None
        if state.model is not None:
            inspection.open_run(Path(state.model.path), state.model.epoch, state.model.title)
        inspection.set_own(state.own)
        if state.review is not None:
            inspection.open_review(state.review)

    def _land(self) -> None:
        """Put the cursor where it stood, once the project's model has read its review."""
        state, inspection = self._landing, self._session.inspection
        if state is None or inspection.result is None or inspection.model is None:
            return
        reads = state.model is None or str(inspection.model.run.path) == state.model.path
        if reads and state.review in (None, inspection.result.review):
            self._landing = None
            self._session.selection.select(layer=state.place.layer)
            self._session.selection.select(t=state.place.t, unit=state.place.unit)

    def _give_up(self) -> None:
        self._landing = None

    def _follow_source(self) -> None:
        data = self._session.data
        if data.state == "ready":
            self._source = data.corpus_where
