"""How a preset wants to be read and trained, where that is not the tutorial's way."""

from dataclasses import dataclass, fields


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """Values of the encoding and of the training settings, under their names there.

    None leaves a value as it is: the tutorial's, or what the user has set.
    """

    max_features: int | None = None
    maxlen: int | None = None
    optimiser: str | None = None
    learning_rate: float | None = None
    batch_size: int | None = None
    epochs: int | None = None
    validation_split: float | None = None

    def encoding(self) -> dict[str, object]:
        """The values for the encoding that the recipe sets."""
        return self._set("max_features", "maxlen")

    def settings(self) -> dict[str, object]:
        """The values for the training settings that the recipe sets."""
        return self._set("optimiser", "learning_rate", "batch_size", "epochs", "validation_split")

    def __bool__(self) -> bool:
        """Whether it sets anything."""
        return any(getattr(self, field.name) is not None for field in fields(self))

    def _set(self, *names: str) -> dict[str, object]:
        return {name: getattr(self, name) for name in names if getattr(self, name) is not None}
