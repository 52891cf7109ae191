"""Reviews as JSON lines: one object a line, such as {"text": "…", "label": 1}."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from explorer.problem import UserProblem
from explorer.reviews.review import OnFraction, Review
from explorer.reviews.sources.fields import (
    Fields,
    find_fields,
    meanings_of,
    normal_label,
    split_of,
    text_column,
)
from explorer.reviews.sources.reading import refuse_too_large, sha256_of, unreadable


@dataclass(frozen=True)
class JsonlFile:
    """A JSON-lines file; text and label name the fields to use, "" finds the usual ones."""

    path: Path
    text: str = ""
    label: str = ""
    synthetic: bool = field(default=False, init=False)

    @property
    def title(self) -> str:
        """The name of the file."""
        return self.path.name

    def identity(self) -> str:
        """The SHA-256 of the file, with the fields chosen."""
        return f"jsonl:{self.text!r}:{self.label!r}:{sha256_of(self.path)}"

    def columns(self) -> tuple[str, ...]:
        """The fields of the first object, to choose text and label from."""
        return next((tuple(record) for _, record, _ in self._records()), ())

    def example(self) -> dict[str, str]:
        """Every field of the first object with its value."""
        first = next((record for _, record, _ in self._records()), {})
        return {name: "" if value is None else str(value) for name, value in first.items()}

    def reviews(self, on_fraction: OnFraction | None = None) -> Iterator[Review]:
        """Every object, from the top; its key is its line. Reads the file twice, as a table is."""
        fields = find_fields(self.columns(), self.text, self.label, self.title)
        meaning = self._meaning(fields)
        for number, record, fraction in self._records():
            text = self._value(record, fields.text, number)
            if not isinstance(text, str):
                raise UserProblem(
                    f'"{fields.text}" in line {number} of {self.title} is not a text.'
                )
            told = None if fields.split is None else str(self._value(record, fields.split, number))
            yield Review(
                text=text,
                label=meaning[normal_label(self._value(record, fields.label, number))],
                split=split_of(text, told, f"line {number} of {self.title}"),
                key=f"line {number}",
            )
            if on_fraction is not None:
                on_fraction(fraction)

    def texts(self) -> Iterator[str]:
        """Every object's text, whatever else is in it."""
        columns = self.columns()
        chosen = columns[0] if len(columns) == 1 else self.text
        name = text_column(columns, chosen, self.title)
        for number, record, _ in self._records():
            yield str(self._value(record, name, number))

    def _meaning(self, fields: Fields) -> dict[str, int]:
        values = {
            normal_label(self._value(record, fields.label, number))
            for number, record, _ in self._records()
        }
        return meanings_of(values, fields.label, self.title)

    def _value(self, record: dict[str, Any], name: str, number: int) -> object:
        value = record.get(name)
        if value is None or value == "":
            raise UserProblem(f'Line {number} of {self.title} has no "{name}": add or drop it.')
        return value

    def _records(self) -> Iterator[tuple[int, dict[str, Any], float]]:
        """Line number, object, and the fraction of the file read with it."""
        refuse_too_large(self.path)
        done, size = 0, max(self.path.stat().st_size, 1)
        try:
            with self.path.open("rb") as file:
                for number, line in enumerate(file, 1):
                    done += len(line)
                    if line.strip():
                        yield number, self._record(line, number), done / size
        except OSError as error:
            raise unreadable(self.path, error) from error

    def _record(self, line: bytes, number: int) -> dict[str, Any]:
        try:
            record = json.loads(line.decode("utf-8-sig"))
        except UnicodeDecodeError:
            raise UserProblem(
                f"Line {number} of {self.title} is not UTF-8 text: save the file as UTF-8."
            ) from None
        except (ValueError, RecursionError) as error:
            raise UserProblem(
                f"Line {number} of {self.title} is not JSON ({error}): "
                "every line must be one object."
            ) from error
        if not isinstance(record, dict):
            raise UserProblem(
                f'Line {number} of {self.title} is not an object such as {{"text": …, "label": 1}}.'
            )
        return record
