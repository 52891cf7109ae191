"""Everything a project file holds, as one frozen value."""

from dataclasses import dataclass, field

from explorer.reviews.encoding import Encoding
from explorer.reviews.source import BUILTIN
from explorer.session.data.review_in_view import ReviewInView
from explorer.stack.spec import StackSpec
from explorer.training.settings import TrainingSettings


@dataclass(frozen=True)
class ModelChoice:
    """The trained model on the Inspect page.

    path: a run folder or a .keras file. epoch: None or 0 for the best one, or the only one.
    """

    path: str
    epoch: int | None = None
    title: str = ""


@dataclass(frozen=True)
class Place:
    """Where the user was. page: one of PAGES, empty to stay where one is.

    selected: the layer in the stack that is selected. layer, unit, t: the cursor that all signals
    share, None where it has never stood anywhere.
    """

    page: str = ""
    selected: str | None = None
    layer: str | None = None
    unit: int | None = None
    t: int | None = None


@dataclass(frozen=True, kw_only=True)
class ProjectState:
    """What a window is working on, and what it looks at.

    data: "builtin" or the path of an archive, table or folder. probes: the reviews watched during
    training; probe: the one of them in view. own: what the user wrote. The rest is the view:
    review and model on the Inspect page, and the place.
    """

    stack: StackSpec
    settings: TrainingSettings = field(default_factory=TrainingSettings)
    encoding: Encoding = field(default_factory=Encoding)
    data: str = BUILTIN
    probe: ReviewInView | None = None
    probes: tuple[ReviewInView, ...] = ()
    own: ReviewInView | None = None
    review: ReviewInView | None = None
    model: ModelChoice | None = None
    place: Place = Place()

    @property
    def watched(self) -> tuple[ReviewInView, ...]:
        """All probes; a project from before there could be several has one."""
        if self.probe is None or self.probe in self.probes:
            return self.probes
        return (self.probe, *self.probes)

    @property
    def work(self) -> tuple[object, ...]:
        """The part whose change is worth a question; merely looking elsewhere is none."""
        return (self.stack, self.settings, self.encoding, self.data, self.watched, self.own)
