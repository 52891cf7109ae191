"""What becomes of a text on its way to the network: words, ids, and the words those stand for."""

from dataclasses import dataclass

from explorer.reviews.encoding import Encoding, Ids, encode_whole, kept_part
from explorer.reviews.vocabulary import UNKNOWN, Vocabulary


@dataclass(frozen=True, eq=False)
class RoundTrip:
    """A whole text, N tokens: the start marker and then every word, those cut off included.

    tokens: (N,) words as they are written, in lower case. ids: (N,) int32, read-only, before
    anything is cut. back: (N,) the words that the ids stand for, "<unknown>" where the network
    gets no more than that. kept: which part the network reads. pads: how many zeros it reads
    beside it.
    """

    tokens: tuple[str, ...]
    ids: Ids
    back: tuple[str, ...]
    kept: slice
    pads: int

    @property
    def timesteps(self) -> int:
        """How many timesteps hold a token, 1…maxlen."""
        return self.kept.stop - self.kept.start

    @property
    def words(self) -> int:
        """Words read, without the start marker."""
        return self.timesteps - int(self.kept.start == 0)

    @property
    def cut(self) -> int:
        """Words that maxlen leaves out, without the start marker."""
        return len(self.tokens) - 1 - self.words

    @property
    def unknown(self) -> int:
        """How many of the words read are UNKNOWN to the network."""
        return sum(self.is_unknown(n) for n in range(max(1, self.kept.start), self.kept.stop))

    def is_kept(self, n: int) -> bool:
        """Whether the network reads token `n`."""
        return self.kept.start <= n < self.kept.stop

    def is_unknown(self, n: int) -> bool:
        """Whether the network reads, or would read, UNKNOWN in place of token `n`."""
        return int(self.ids[n]) == UNKNOWN


def round_trip(text: str, vocabulary: Vocabulary, encoding: Encoding) -> RoundTrip:
    """Send a text there and back; an empty one is the start marker alone."""
    tokens, ids = encode_whole(text, vocabulary, encoding)
    ids.flags.writeable = False
    kept = kept_part(len(tokens), encoding)
    return RoundTrip(
        tokens=tuple(tokens),
        ids=ids,
        back=tuple(map(vocabulary.word_of, ids.tolist())),
        kept=kept,
        pads=encoding.maxlen - (kept.stop - kept.start),
    )
