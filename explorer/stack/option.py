"""A layer's options: a value with what a form needs to offer it."""

import dataclasses
from dataclasses import dataclass
from typing import Any

Choice = str | int | float | bool | None


@dataclass(frozen=True)
class Option:
    """What may be chosen for one field of a layer spec.

    `low` and `high` are inclusive. `choices` names all values where only some are allowed.
    `slider_high` is where a slider ends; a number box still takes values up to `high`.
    """

    help: str
    low: float | None = None
    high: float | None = None
    step: float | None = None
    choices: tuple[Choice, ...] | None = None
    slider_high: float | None = None

    def complaint(self, value: object) -> str:
        """Return what is wrong with `value`, or nothing."""
        if self.choices is not None:
            if value in self.choices:
                return ""
            return f"must be one of {', '.join(map(str, self.choices))}"
        if isinstance(value, int | float) and not isinstance(value, bool):
            if self.low is not None and value < self.low:
                return f"must be at least {self.low:g}"
            if self.high is not None and value > self.high:
                return f"must be at most {self.high:g}"
        return ""


def option(default: Choice, help: str, **what: Any) -> Any:
    """Declare a spec field with its Option."""
    return dataclasses.field(default=default, metadata={"option": Option(help, **what)})


def option_of(field: "dataclasses.Field[Any]") -> Option | None:
    """Return the Option of a dataclass field, None for a field that is not offered."""
    return field.metadata.get("option")
