"""How the Large Movie Review Dataset lays out its files, packed or extracted.

aclImdb/{train,test}/{pos,neg}/ID_STARS.txt, one review a file; aclImdb/train/unsup/ holds the
unlabelled part, which nothing here needs; everything else is about the data, not part of it.
"""

from typing import NamedTuple

from explorer.problem import UserProblem
from explorer.reviews.review import Review, Split

LABELS = {"neg": 0, "pos": 1}
SPLITS: tuple[Split, ...] = ("train", "test")
PARTS = tuple(f"{split}/{side}" for split in SPLITS for side in sorted(LABELS))
LARGEST_REVIEW = 1 << 20
"""Bytes; the longest real review has under 14,000."""


class Place(NamedTuple):
    """What a file's path says about the review in it."""

    split: Split
    side: str
    name: str

    @property
    def part(self) -> str:
        """The folder below aclImdb: "train/pos"."""
        return f"{self.split}/{self.side}"

    def review(self, content: bytes, where: str) -> Review:
        """The review in this file; `where` names the source in the sentence of a UserProblem."""
        key = f"{self.part}/{self.name}"
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise UserProblem(
                f"{where} holds a review that is not UTF-8 text ({key}.txt): "
                "convert it, or take the data set as Stanford publishes it."
            ) from None
        return Review(text, LABELS[self.side], self.split, key)


def place_of(path: str) -> Place | None:
    """Read a relative path, whatever folders it starts with; None for what is no labelled review.

    Hidden files do not count: macOS adds one beside every real file when it packs an archive.
    """
    parts = path.split("/")
    if len(parts) < 3 or not parts[-1].endswith(".txt") or parts[-1].startswith("."):
        return None
    split, side, name = parts[-3:]
    if side not in LABELS:
        return None
    for known in SPLITS:
        if split == known:
            return Place(known, side, name.removesuffix(".txt"))
    return None


def require_all_parts(seen: set[str], where: str) -> None:
    """Raise UserProblem unless both splits have positive and negative reviews."""
    missing = [part for part in PARTS if part not in seen]
    if len(missing) == len(PARTS):
        raise UserProblem(
            f"{where} holds no IMDB reviews (nothing under train/ and test/): choose "
            "aclImdb_v1.tar.gz or the folder aclImdb that it unpacks to."
        )
    if missing:
        raise UserProblem(
            f"{where} is incomplete: it has no reviews in {' and '.join(missing)}. "
            "Download or unpack the data set again."
        )
