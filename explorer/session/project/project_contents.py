"""From what the window knows to a ProjectState, and back."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt

from explorer.session.desks import Desks
from explorer.session.project.project_state import ModelChoice, Place, ProjectState


class ProjectContents(QObject):
    """Takes a state from the session's desks and puts one into them.

    A source that could not be read does not change the project: its file may lie on a disk that
    is not there today, and the project still belongs to it.
    """

    def __init__(self, desks: Desks) -> None:
        super().__init__(desks)
        self._desks = desks
        self._source = desks.data.where
        self._landing: ProjectState | None = None
        desks.data.changed.connect(self._follow_source)
        # Inspect itself chooses where another review opens: the project's place comes after that.
        queued = Qt.ConnectionType.QueuedConnection
        desks.inspection.traced.connect(self._land, queued)
        desks.inspection.failed.connect(self._give_up)

    def take(self) -> ProjectState:
        """Return the state as it is now."""
        desks = self._desks
        selection, data, model = desks.selection, desks.data, desks.inspection.model
        traced = desks.inspection.result is not None
        return ProjectState(
            stack=desks.edits.stack,
            settings=desks.training.settings,
            encoding=data.encoding,
            data=data.where if data.state == "loading" else self._source,
            probe=desks.probes.shown,
            probes=desks.probes.reviews,
            own=desks.inspection.own,
            review=desks.inspection.review,
            model=model and ModelChoice(str(model.run.path), model.epoch or None, model.title),
            place=Place(
                page=desks.page,
                selected=desks.edits.selected,
                layer=selection.layer,
                unit=selection.unit if traced else None,
                t=selection.t if traced else None,
            ),
        )

    def put(self, state: ProjectState) -> None:
        """Make the state the session's; no undo leads back. Not while a run is under way."""
        desks = self._desks
        desks.playback.pause()
        desks.training.start_over(state.settings)
        desks.probes.start_over(state.watched, state.probe)
        desks.data.start_over(state.encoding)
        desks.edits.start_over(state.stack)
        desks.history.clear()
        desks.edits.select(state.place.selected)
        self._source = state.data
        self._open_data(state.data)
        self._show(state)
        if state.place.page:
            desks.go(state.place.page)

    def _open_data(self, where: str) -> None:
        data = self._desks.data
        if data.where != where or data.state not in ("loading", "ready"):
            data.open(where)

    def _show(self, state: ProjectState) -> None:
        """Model first: the review is then traced by it, and not by the one before."""
        inspection = self._desks.inspection
        self._landing = state if state.place.t is not None else None
        if state.model is not None:
            inspection.open_run(Path(state.model.path), state.model.epoch, state.model.title)
        inspection.set_own(state.own)
        if state.review is not None:
            inspection.open_review(state.review)

    def _land(self) -> None:
        """Put the cursor where it stood, once the project's model has read its review."""
        state, inspection = self._landing, self._desks.inspection
        if state is None or inspection.result is None or inspection.model is None:
            return
        reads = state.model is None or str(inspection.model.run.path) == state.model.path
        if reads and state.review in (None, inspection.result.review):
            self._landing = None
            self._desks.selection.select(layer=state.place.layer)
            self._desks.selection.select(t=state.place.t, unit=state.place.unit)

    def _give_up(self) -> None:
        self._landing = None

    def _follow_source(self) -> None:
        data = self._desks.data
        if data.state == "ready":
            self._source = data.corpus_where
