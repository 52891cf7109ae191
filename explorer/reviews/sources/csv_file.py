"""A table of reviews: CSV or TSV, such as the IMDB table on Kaggle (columns review, sentiment)."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

from explorer.problem import UserProblem
from explorer.reviews.review import OnFraction, Review
from explorer.reviews.sources.fields import (
    find_fields,
    meanings_of,
    normal_label,
    split_of,
    text_column,
)
from explorer.reviews.sources.imdb_layout import LARGEST_REVIEW
from explorer.reviews.sources.reading import refuse_too_large, sha256_of, unreadable

_SAMPLE = 1 << 16
_DELIMITERS = ",\t;|"


@dataclass(frozen=True)
class CsvFile:
    """A table whose first line names the columns, separated by comma, tab, semicolon or bar.

    text, label: the columns to use; "" finds those with a usual name. Rows of a table without a
    column "split" are dealt out to training and test by `fields.split_of`.
    """

    path: Path
    text: str = ""
    label: str = ""
    synthetic: bool = field(default=False, init=False)

    @property
    def title(self) -> str:
        """The name of the file."""
        return self.path.name

    def identity(self) -> str:
        """The SHA-256 of the file, with the columns chosen."""
        return f"csv:{self.text!r}:{self.label!r}:{sha256_of(self.path)}"

    def columns(self) -> tuple[str, ...]:
        """The names in the first line, to choose text and label from."""
        with self._rows() as (_, reader):
            return tuple(reader.fieldnames or ())

    def example(self) -> dict[str, str]:
        """Every column with its value in the first row, "" where there is no row."""
        with self._rows() as (_, reader):
            first: dict[str, str | None] = next(iter(reader), {})
            return {name: first.get(name) or "" for name in reader.fieldnames or ()}

    def reviews(self, on_fraction: OnFraction | None = None) -> Iterator[Review]:
        """Every row, from the top. Reads the file twice: what labels mean depends on all of them.

        A row's key is its place in a spreadsheet; the one below the names is row 2.
        """
        meaning = self._meaning()
        size = max(self.path.stat().st_size, 1)
        with self._rows() as (file, reader):
            fields = find_fields(reader.fieldnames or (), self.text, self.label, self.title)
            for number, row in enumerate(reader, 2):
                key = f"row {number}"
                self._require_whole(row, key)
                text = row[fields.text]
                told = None if fields.split is None else row[fields.split]
                yield Review(
                    text=text,
                    label=meaning[normal_label(row[fields.label])],
                    split=split_of(text, told, f"{key} of {self.title}"),
                    key=key,
                )
                if on_fraction is not None:
                    on_fraction(min(file.buffer.tell() / size, 1.0))

    def texts(self) -> Iterator[str]:
        """Every row's text, whatever else is in it; a table's only column is its text."""
        with self._rows() as (_, reader):
            names = reader.fieldnames or ()
            chosen = names[0] if len(names) == 1 else self.text
            name = text_column(names, chosen, self.title)
            for number, row in enumerate(reader, 2):
                self._require_whole(row, f"row {number}")
                yield row[name]

    def _meaning(self) -> dict[str, int]:
        values: set[str] = set()
        with self._rows() as (_, reader):
            fields = find_fields(reader.fieldnames or (), self.text, self.label, self.title)
            for number, row in enumerate(reader, 2):
                self._require_whole(row, f"row {number}")
                value = normal_label(row[fields.label])
                if not value:
                    raise UserProblem(f"Row {number} of {self.title} has no label: add or drop it.")
                values.add(value)
        return meanings_of(values, fields.label, self.title)

    def _require_whole(self, row: dict[Any, Any], key: str) -> None:
        # DictReader files surplus cells under None and fills missing ones with None.
        if None in row or None in row.values():
            raise UserProblem(
                f"{key.capitalize()} of {self.title} has more or fewer cells than the first line "
                "has names: put texts that hold the separator in double quotes."
            )

    @contextmanager
    def _rows(self) -> Iterator[tuple[TextIO, "csv.DictReader[str]"]]:
        refuse_too_large(self.path)
        csv.field_size_limit(LARGEST_REVIEW)
        try:
            with self.path.open(encoding="utf-8-sig", newline="") as file:
                shape = _shape(file.read(_SAMPLE))
                file.seek(0)
                yield file, csv.DictReader(file, strict=True, **shape)
        except UnicodeDecodeError:
            raise UserProblem(f"{self.title} is not UTF-8 text: save it as UTF-8.") from None
        except csv.Error as error:
            raise UserProblem(f"{self.title} is not a readable table: {error}.") from error
        except OSError as error:
            raise unreadable(self.path, error) from error


def _shape(sample: str) -> dict[str, Any]:
    """Separator and quoting. csv.Sniffer guesses from prose and often guesses wrong."""
    first = sample.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    # Kaggle's labeledTrainData.tsv writes \" for a quote inside quotes, spreadsheets write "".
    escaped = '\\"' in sample and '""' not in sample
    return {
        "delimiter": delimiter,
        "doublequote": not escaped,
        "escapechar": "\\" if escaped else None,
    }
