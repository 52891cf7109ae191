"""Which columns of a table to read, chosen by the user and kept in one string with the path.

"films.csv#text=body&label=stars" is films.csv with these two columns. A run's card, the window's
memory and the command line all keep where reviews come from as one string, so this is one, too.
"""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlencode

from explorer.reviews.review import ReviewSource
from explorer.reviews.sources.csv_file import CsvFile
from explorer.reviews.sources.fields import usual_label, usual_text
from explorer.reviews.sources.jsonl_file import JsonlFile


@dataclass(frozen=True)
class ChosenColumns:
    """A path, and the columns for text and label; "" stands for the ones with a usual name."""

    path: str
    text: str = ""
    label: str = ""

    def __str__(self) -> str:
        if not self.text and not self.label:
            return self.path
        return f"{self.path}#{urlencode({'text': self.text, 'label': self.label})}"


@dataclass(frozen=True)
class ColumnChoice:
    """What there is to choose from: `example` has every column with its value in the first row.

    text, label: the columns with a usual name, "" where there is none.
    """

    path: str
    example: dict[str, str]
    text: str
    label: str

    @property
    def complete(self) -> bool:
        """Whether both columns are known, so that something else must be wrong."""
        return bool(self.text and self.label)


def parse_where(where: str) -> ChosenColumns:
    """The path and columns in a string; a file whose own name looks like that comes first."""
    path, mark, query = where.rpartition("#")
    chosen = parse_qs(query, keep_blank_values=True)
    if not mark or set(chosen) != {"text", "label"} or Path(where).exists():
        return ChosenColumns(where)
    return ChosenColumns(path, chosen["text"][0], chosen["label"][0])


def choice_of(source: ReviewSource) -> ColumnChoice | None:
    """What a table offers; None for a source that has no columns.

    Raises UserProblem where the file cannot be read.
    """
    if not isinstance(source, CsvFile | JsonlFile):
        return None
    example = source.example()
    columns = tuple(example)
    text = source.text or usual_text(columns) or ""
    return ColumnChoice(str(source.path), example, text, source.label or usual_label(columns) or "")
