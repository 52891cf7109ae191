"""From what the user chose to the source that can read it."""

from collections.abc import Callable
from pathlib import Path

from explorer.problem import UserProblem
from explorer.reviews.columns import parse_where
from explorer.reviews.review import OnFraction, Review, ReviewSource, Split
from explorer.reviews.sources.builtin import BuiltinCorpus
from explorer.reviews.sources.csv_file import CsvFile
from explorer.reviews.sources.gzip_stream import MAGIC
from explorer.reviews.sources.imdb_archive import ImdbArchive
from explorer.reviews.sources.imdb_folder import ImdbFolder
from explorer.reviews.sources.jsonl_file import JsonlFile
from explorer.reviews.sources.keras_npz import KerasNpz
from explorer.reviews.sources.own_labels import OwnLabels
from explorer.reviews.sources.reading import unreadable

__all__ = ["BUILTIN", "MINE", "OnFraction", "Review", "ReviewSource", "Split", "open_source"]

BUILTIN = "builtin"
MINE = "my reviews"

_TABLES: dict[str, Callable[[Path, str, str], ReviewSource]] = {
    ".csv": CsvFile,
    ".tsv": CsvFile,
    ".jsonl": JsonlFile,
    ".ndjson": JsonlFile,
}
_CHOICES = (
    "aclImdb_v1.tar.gz, the folder it unpacks to, a table (.csv, .tsv), JSON lines (.jsonl), "
    f'Keras\'s imdb.npz, or "{BUILTIN}"'
)


def open_source(where: str | Path) -> ReviewSource:
    """The source behind "builtin", "my reviews" or the path of an archive, folder or file.

    A table may be followed by the columns to read, "films.csv#text=body&label=stars" (columns.py).
    Raises UserProblem for anything else. Only looks at what is there: reading comes later.
    """
    if where == BUILTIN:
        return BuiltinCorpus()
    if where == MINE:
        return OwnLabels()
    chosen = parse_where(str(where))
    path = Path(chosen.path).expanduser()
    if path.is_dir():
        return ImdbFolder(path)
    if not path.exists():
        raise UserProblem(f"There is nothing at {path}: choose {_CHOICES}.")
    suffix = path.suffix.lower()
    if suffix in _TABLES and path.is_file():
        return _TABLES[suffix](path, chosen.text, chosen.label)
    if suffix == ".npz" and path.is_file():
        return KerasNpz(path)
    if path.is_file() and _starts_as_gzip(path):
        return ImdbArchive(path)
    raise UserProblem(f"{path} is not a source of reviews: choose {_CHOICES}.")


def _starts_as_gzip(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(MAGIC)) == MAGIC
    except OSError as error:
        raise unreadable(path, error) from error
