"""One review that the window shows, wherever it came from."""

from dataclasses import dataclass

ORIGINS = ("sample", "corpus", "yours")


@dataclass(frozen=True)
class ReviewInView:
    """A text with what is known of it.

    `origin` is one of ORIGINS; `label` is 1 positive, 0 negative, None unknown.
    """

    text: str
    label: int | None = None
    title: str = ""
    origin: str = "yours"
    note: str = ""

    @property
    def key(self) -> str:
        """What tells one review from another in lists and caches."""
        return f"{self.origin}:{self.title}:{hash(self.text)}"
