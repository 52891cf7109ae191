"""Which run the Train page shows: the one under way, else the one that was opened last."""

from PySide6.QtCore import QObject, Signal

from explorer.session.inspect.inspection import Inspection
from explorer.session.runs.follow_desk import FollowDesk
from explorer.session.runs.run_story import RunStory, story_of
from explorer.session.train.training_desk import TrainingDesk


class RunInView(QObject):
    """Follows the training of this window, a run trained elsewhere, and the model on Inspect.

    `changed`: another run is in view. `grew`: the one in view has told more.
    """

    changed = Signal()
    grew = Signal()

    def __init__(
        self,
        training: TrainingDesk,
        following: FollowDesk,
        inspection: Inspection,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._training = training
        self._following = following
        self._inspection = inspection
        self.story: RunStory = training.story
        self._opened = False
        training.stateChanged.connect(self._follow_state)
        training.batchDone.connect(self._tell)
        training.epochDone.connect(self._tell)
        following.changed.connect(self._follow_other)
        following.grew.connect(self._tell_of_other)
        inspection.modelChanged.connect(self._follow_model)

    @property
    def own(self) -> bool:
        """Whether it is the run that this window trains, or trained last."""
        return self.story is self._training.story

    @property
    def growing(self) -> bool:
        """Whether more is to come."""
        return self.followed or (self.own and self._training.busy)

    @property
    def followed(self) -> bool:
        """Whether something else trains it, and this window looks on."""
        return self._following.active and self.story is self._following.story

    def _follow_state(self) -> None:
        state = self._training.state
        if state == "starting" or (state == "idle" and not self._opened):
            self._show(self._training.story, opened=False)

    def _follow_model(self) -> None:
        model = self._inspection.model
        if model is None or self.growing or model.run.path == self.story.path:
            return
        story = story_of(model.run, model.title) if model.run.history else RunStory()
        self._show(story, opened=True)

    def _follow_other(self) -> None:
        if self._following.active:
            self._show(self._following.story, opened=True)
        elif self.story is self._following.story:
            self.grew.emit()  # nothing more is to come

    def _tell_of_other(self) -> None:
        if self.followed:
            self.grew.emit()

    def _tell(self) -> None:
        if self.own:
            self.grew.emit()

    def _show(self, story: RunStory, *, opened: bool) -> None:
        self._opened = opened
        if story is not self.story:
            self.story = story
            self.changed.emit()
