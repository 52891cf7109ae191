"""The hand-written reviews that come with the program, each chosen to show something.

One file a review in resources/samples/, in the order of the file names; README.md there
says what a file holds. They were written for Carrytrack; none comes from a data set.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from explorer.problem import UserProblem
from explorer.resources import RESOURCES

FOLDER = RESOURCES / "samples"


@dataclass(frozen=True)
class SampleReview:
    """A text with what its author meant by it.

    label: 1 positive, 0 negative, None where even a person could not say. tags: what makes it easy
    or hard ("late turn", "sarcasm", …). note: what to look for, one or two sentences.
    """

    title: str
    text: str
    label: int | None
    note: str
    tags: tuple[str, ...] = ()


_LABELS = {"positive": 1, "negative": 0, "neither": None}


def read_sample(path: Path) -> SampleReview:
    """Read one sample file; UserProblem where it is not one."""
    try:
        fields = tomllib.loads(path.read_text(encoding="utf-8"))
        return SampleReview(
            title=fields["title"],
            text=_unwrapped(fields["text"]),
            label=_LABELS[fields["label"]],
            note=_unwrapped(fields["note"]),
            tags=tuple(fields["tags"]),
        )
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UserProblem(f"The sample review {path} cannot be read: {error}.") from error
    except (KeyError, TypeError, AttributeError) as error:
        raise UserProblem(
            f"The sample review {path} is not one: it needs title, text, note, tags, and a label "
            'of "positive", "negative" or "neither".'
        ) from error


def _unwrapped(text: str) -> str:
    """Join the lines of each paragraph: files are wrapped for people who edit them."""
    paragraphs = (" ".join(paragraph.split()) for paragraph in text.split("\n\n"))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


SAMPLES: tuple[SampleReview, ...] = tuple(
    read_sample(path) for path in sorted(FOLDER.glob("*.toml"))
)
