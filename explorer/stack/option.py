"""A layer's options: a value with what a form needs to offer it."""

import dataclasses
import math
from dataclasses import dataclass
from typing import Any

Value = str | int | float | bool


@dataclass(frozen=True)
class Option:
    """What may be chosen for one field of a layer spec.

    `low` and `high` are inclusive. `choices` names all values where only some are allowed.
    `slider_high` is where a slider ends; a number box still takes values up to `high`.
    `low_means` says in words what `low` stands for where it is no quantity. `note` is a few words
    that fit beside the control.
    """

    help: str
    default: Value
    low: float | None = None
    high: float | None = None
    step: float | None = None
    choices: tuple[str, ...] | None = None
    slider_high: float | None = None
    low_means: str = ""
    note: str = ""

    @property
    def type(self) -> type:
        """int, float, bool or str."""
        return type(self.default)

    def complaint(self, value: object) -> str:
        """Return what is wrong with `value` ("must be at least 1"), or nothing."""
        if self.choices is not None:
            known = isinstance(value, str) and value in self.choices
            return "" if known else f"must be one of {', '.join(self.choices)}"
        if self.type is bool:
            return "" if isinstance(value, bool) else "must be on or off"
        return self._number_complaint(value)

    def nearest(self, value: object) -> Value:
        """Return the allowed value that comes closest: a bound, or the default."""
        if not self.complaint(value):
            return value  # pyright: ignore[reportReturnType]
        if not _is_number(value, self.type):
            return self.default
        assert isinstance(value, int | float)
        below = self.low is not None and value < self.low
        bound = self.low if below else self.high
        return self.default if bound is None else self.type(bound)

    def _number_complaint(self, value: object) -> str:
        if not _is_number(value, self.type):
            return "must be a whole number" if self.type is int else "must be a number"
        assert isinstance(value, int | float)
        if self.low is not None and value < self.low:
            return f"must be at least {_plain(self.low)}"
        if self.high is not None and value > self.high:
            return f"must be at most {_plain(self.high)}"
        return ""


def option(default: Value, help: str, **what: Any) -> Any:
    """Declare a spec field with its Option; `what` are Option's other fields."""
    return dataclasses.field(default=default, metadata={"option": Option(help, default, **what)})


def option_of(field: "dataclasses.Field[Any]") -> Option | None:
    """Return the Option of a dataclass field, None for a field that is not offered."""
    return field.metadata.get("option")


def _is_number(value: object, wanted: type) -> bool:
    """Whether `value` is a finite number; a whole one where an int is wanted."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return isinstance(value, int) or (wanted is float and math.isfinite(value))


def _plain(bound: float) -> str:
    """10,000, not 1e+04."""
    return f"{bound:,.0f}" if bound == int(bound) else f"{bound:g}"
