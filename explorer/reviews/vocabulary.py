"""Words and their ids: 0 pad, 1 start, 2 unknown, 3 unused, words from 4 by falling frequency.

That is Keras's numbering of IMDB with its default `index_from=3`: its most frequent word has
rank 1 and so id 4.
"""

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from explorer.problem import UserProblem
from explorer.whole_file import draft_of

PAD, START, UNKNOWN, FIRST_WORD = 0, 1, 2, 4

_SPECIAL = ("<pad>", "<start>", "<unknown>", "<unused>")
START_TOKEN = _SPECIAL[START]


class Vocabulary:
    """An immutable list of distinct words, the most frequent first."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words: tuple[str, ...] = tuple(words)

    def __len__(self) -> int:
        return len(self.words)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Vocabulary) and self.words == other.words

    def __hash__(self) -> int:
        return hash(self.words)

    def __contains__(self, word: str) -> bool:
        return word in self._ids

    def __repr__(self) -> str:
        return f"Vocabulary({len(self)} words)"

    @cached_property
    def _ids(self) -> dict[str, int]:
        return {word: id for id, word in enumerate(self.words, FIRST_WORD)}

    def id_of(self, word: str, max_features: int | None = None) -> int:
        """The id of a word, or UNKNOWN; ids from `max_features` on are unknown too."""
        id = self._ids.get(word, UNKNOWN)
        return id if max_features is None or id < max_features else UNKNOWN

    def word_of(self, id: int) -> str:
        """The word of an id; "<pad>", "<start>", "<unknown>", "<unused>" for 0 to 3.

        Raises IndexError for an id outside the vocabulary.
        """
        if not 0 <= id < FIRST_WORD + len(self.words):
            raise IndexError(f"id {id} is outside a vocabulary of {len(self.words)} words")
        return _SPECIAL[id] if id < FIRST_WORD else self.words[id - FIRST_WORD]

    def write(self, path: Path) -> None:
        """Write one word a line, the most frequent first."""
        write_lines(path, self.words)

    @classmethod
    def read(cls, path: Path) -> "Vocabulary":
        """Read what `write` wrote; UserProblem where the file is missing or is something else."""
        try:
            words = read_lines(path)
        except FileNotFoundError:
            raise UserProblem(f"The vocabulary {path} is missing.") from None
        except (OSError, ValueError) as error:
            raise UserProblem(f"The vocabulary {path} cannot be read: {error}.") from error
        if len(set(words)) != len(words) or "" in words:
            raise UserProblem(
                f"{path} is not a vocabulary: it must hold one word a line, each only once."
            )
        return cls(words)


# A word may hold a carriage return or any of Unicode's line separators, since Keras splits at
# spaces only. So a line ends at "\n" and nowhere else, on every system.


def write_lines(path: Path, lines: Iterable[str]) -> None:
    """Write each line with a line feed after it, all or none; no line may hold one."""
    with draft_of(path) as draft:
        draft.write_bytes("".join(f"{line}\n" for line in lines).encode())


def read_lines(path: Path) -> list[str]:
    """Read what `write_lines` wrote; ValueError where the last line does not end."""
    *lines, rest = path.read_bytes().decode("utf-8").split("\n")
    if rest:
        raise ValueError("it is cut short in its last line")
    return lines
