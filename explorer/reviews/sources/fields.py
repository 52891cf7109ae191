"""Which columns of a table hold the text, the label and the split, and what their values mean."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from explorer.problem import UserProblem
from explorer.reviews.review import Split

TEXT_NAMES = ("review", "text", "reviewtext", "comment", "sentence", "content", "body", "phrase")
LABEL_NAMES = ("sentiment", "label", "polarity", "class", "target", "category")
SPLIT_NAMES = ("split", "set", "subset", "partition", "fold")

LABEL_PAIRS = (
    ("negative", "positive"),
    ("neg", "pos"),
    ("0", "1"),
    ("-1", "1"),
    ("1", "2"),
    ("0", "4"),
    ("false", "true"),
    ("no", "yes"),
    ("bad", "good"),
)
"""Spellings of negative and positive; the first pair that covers a column's values is meant."""

_SPLITS: dict[str, Split] = {"train": "train", "training": "train", "test": "test"}
_TEST_SHARE = 5


@dataclass(frozen=True)
class Fields:
    """The columns that hold a review's text, its label and, where there is one, its split."""

    text: str
    label: str
    split: str | None


def find_fields(columns: Sequence[str], text: str, label: str, where: str) -> Fields:
    """The chosen columns or, where none is chosen (""), those with a usual name.

    `where` names the source in the sentence of a UserProblem.
    """
    return Fields(
        text=text_column(columns, text, where),
        label=_required(columns, label, LABEL_NAMES, "the label", where),
        split=_usual(columns, SPLIT_NAMES),
    )


def text_column(columns: Sequence[str], chosen: str, where: str) -> str:
    """The column with the reviews' texts."""
    return _required(columns, chosen, TEXT_NAMES, "the text of the reviews", where)


def usual_text(columns: Sequence[str]) -> str | None:
    """The column whose name says that it holds the texts."""
    return _usual(columns, TEXT_NAMES)


def usual_label(columns: Sequence[str]) -> str | None:
    """The column whose name says that it holds the labels."""
    return _usual(columns, LABEL_NAMES)


def meanings_of(values: Iterable[str], column: str, where: str) -> dict[str, int]:
    """What each value of a label column means: 1 positive, 0 negative.

    Raises UserProblem for values that are not two opposite labels.
    """
    found = sorted(set(values))
    for negative, positive in LABEL_PAIRS:
        if set(found) <= {negative, positive}:
            return {negative: 0, positive: 1}
    listed = ", ".join(f'"{value}"' for value in found[:6]) + (", …" if len(found) > 6 else "")
    raise UserProblem(
        f'The labels of {where} (column "{column}") must be two, such as positive and negative or '
        f"1 and 0, but they are {listed}: choose another column, or keep two kinds of rows."
    )


def normal_label(value: object) -> str:
    """A label as compared: trimmed, lower-case, whole numbers without a fraction."""
    text = str(value).strip().lower()
    number, _, fraction = text.partition(".")
    return number if fraction and not fraction.strip("0") else text


def split_of(text: str, told: str | None, name: str) -> Split:
    """The split that a row names or, in a table without such a column, one drawn from its text.

    One review in five is for testing. The draw depends on the text alone, so a review that
    stands in the table twice never lands on both sides. `name` is the row, for a UserProblem.
    """
    if told is None:
        digest = hashlib.md5(text.encode("utf-8", "surrogatepass"), usedforsecurity=False).digest()
        return "test" if int.from_bytes(digest[:8], "big") % _TEST_SHARE == 0 else "train"
    known = _SPLITS.get(told.strip().lower())
    if known is None:
        raise UserProblem(f'The split of {name} is "{told}", but must be "train" or "test".')
    return known


def _required(
    columns: Sequence[str], chosen: str, usual: Sequence[str], what: str, where: str
) -> str:
    if chosen:
        if chosen in columns:
            return chosen
        raise UserProblem(f'{where} has no column "{chosen}", only {_listed(columns)}.')
    found = _usual(columns, usual)
    if found is None:
        raise UserProblem(
            f"{where} does not say which column is {what}: it has {_listed(columns)}. "
            f'Choose one, or name it "{usual[0]}" in the file.'
        )
    return found


def _usual(columns: Sequence[str], names: Sequence[str]) -> str | None:
    plain = {"".join(filter(str.isalnum, column.lower())): column for column in reversed(columns)}
    return next((plain[name] for name in names if name in plain), None)


def _listed(columns: Sequence[str]) -> str:
    shown = ", ".join(f'"{column}"' for column in columns[:12])
    return shown + (", …" if len(columns) > 12 else "") if columns else "no columns"
