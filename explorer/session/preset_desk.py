"""Presets at the window: a stack, and where the preset has one, its own recipe."""

from dataclasses import asdict

from PySide6.QtCore import QObject, Signal

from explorer.reviews.encoding import Encoding
from explorer.session.data.data_desk import DataDesk
from explorer.session.history import History
from explorer.session.stack_edits import StackEdits
from explorer.session.train.training_desk import TrainingDesk
from explorer.stack.presets import PRESETS, Preset
from explorer.training.settings import TrainingSettings


class PresetDesk(QObject):
    """Applies presets. `said` carries a sentence: what else was set, or why nothing was done."""

    said = Signal(str)

    def __init__(
        self,
        history: History,
        edits: StackEdits,
        data: DataDesk,
        training: TrainingDesk,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._history, self._edits = history, edits
        self._data, self._training = data, training

    @property
    def in_use(self) -> Preset | None:
        """The preset that the stack is, name and settings of every layer included."""
        layers = self._edits.stack.layers
        return next((one for one in PRESETS.values() if one.stack.layers == layers), None)

    def apply(self, preset: Preset) -> None:
        """Make `preset` the stack, and its recipe the recipe, in one undo step.

        What only the preset before had set goes back to the tutorial's values; what the user has
        set stays, unless the new recipe says otherwise.
        """
        encoding = self._changes(preset.recipe.encoding(), Encoding(), self._data.encoding)
        settings = self._changes(
            preset.recipe.settings(), TrainingSettings(), self._training.settings
        )
        if settings and self._training.busy:
            self.said.emit(
                f"The preset {preset.title} also sets how it is trained, which is locked while a "
                "run is under way: stop the run first."
            )
            return
        if not (encoding or settings):
            self._edits.apply(preset.stack, f"Preset {preset.title}")
            return
        with self._history.together(f"Preset {preset.title}"):
            if encoding:
                self._data.set_encoding(**encoding)
            if settings:
                self._training.set(**settings)
            self._edits.apply(preset.stack, f"Preset {preset.title}")
        self.said.emit(f"{preset.title} also set: {recipe_words({**encoding, **settings})}.")

    def _changes(
        self, wanted: dict[str, object], usual: Encoding | TrainingSettings, now: object
    ) -> dict[str, object]:
        """Return what must change for `wanted` to hold."""
        before = self.in_use
        given_back = {}
        if before is not None:
            own = {**before.recipe.encoding(), **before.recipe.settings()}
            given_back = {
                name: value
                for name, value in asdict(usual).items()
                if name in own and getattr(now, name) == own[name]
            }
        return {
            name: value
            for name, value in {**given_back, **wanted}.items()
            if getattr(now, name) != value
        }


_WORDS = {
    "max_features": "vocabulary {:,}",
    "maxlen": "max length {:,}",
    "optimiser": "optimiser {}",
    "learning_rate": "learning rate {:g}",
    "batch_size": "batches of {}",
    "epochs": "{} epochs",
    "validation_split": "{:.0%} of the reviews to validate",
}
_OPTIMISERS = {"rmsprop": "RMSprop", "adam": "Adam", "sgd": "SGD"}


def recipe_words(values: dict[str, object]) -> str:
    """Return values of a recipe as people say them: vocabulary 30,000, optimiser Adam."""
    return ", ".join(
        _WORDS[name].format(_OPTIMISERS.get(str(value), value)) for name, value in values.items()
    )
