"""From what the user chose to the source that can read it."""

from pathlib import Path

from explorer.problem import UserProblem
from explorer.reviews.review import OnFraction, Review, ReviewSource, Split
from explorer.reviews.sources.builtin import BuiltinCorpus
from explorer.reviews.sources.gzip_stream import MAGIC
from explorer.reviews.sources.imdb_archive import ImdbArchive
from explorer.reviews.sources.imdb_folder import ImdbFolder

__all__ = ["BUILTIN", "OnFraction", "Review", "ReviewSource", "Split", "open_source"]

BUILTIN = "builtin"


def open_source(where: str | Path) -> ReviewSource:
    """The source behind "builtin", the path of aclImdb_v1.tar.gz or of the unpacked folder.

    Raises UserProblem for anything else. Only looks at what is there: reading comes later.
    """
    if where == BUILTIN:
        return BuiltinCorpus()
    path = Path(where).expanduser()
    if path.is_dir():
        return ImdbFolder(path)
    if not path.exists():
        raise UserProblem(
            f"There is nothing at {path}: choose aclImdb_v1.tar.gz, the folder it unpacks to, "
            f'or "{BUILTIN}".'
        )
    if path.is_file() and _starts_as_gzip(path):
        return ImdbArchive(path)
    raise UserProblem(
        f"{path} is not a source of reviews: choose aclImdb_v1.tar.gz, the folder it unpacks to, "
        f'or "{BUILTIN}".'
    )


def _starts_as_gzip(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(MAGIC)) == MAGIC
    except OSError as error:
        raise UserProblem(f"{path} cannot be read: {error.strerror or error}.") from error
