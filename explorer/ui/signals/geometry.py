"""Where everything stands in the signals view: one set of rectangles for one size."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF

from explorer.ui.signals.rows.row_heights import row_heights
from explorer.ui.signals.time_window import TimeWindow


@dataclass(frozen=True)
class Measures:
    """The fixed distances of one way to lay the view out, in pixels."""

    left: int  # labels before the plot
    right: int  # values or legends after it
    top: int
    overview: int  # height of the overview; 0 leaves it out
    overview_gap: int
    words: int  # height of the rotated words
    words_gap: int  # from the words to what is under them
    push: int  # height of the push strip; 0 leaves it out
    push_gap: int
    curve: int  # height of the P(positive) curve
    curve_gap: int
    row_gap: int
    axis: int  # height of the time axis; 0 leaves it out
    bottom: int
    slant: float  # degrees the words are rotated by
    word_size: int  # pixels of the words' type

    @property
    def fixed(self) -> int:
        """All the height that is not heatmaps and the gaps between them."""
        above = self.top + self.overview + self.overview_gap + self.words + self.words_gap
        return above + self.push + self.push_gap + self.curve + self.curve_gap + self.below

    @property
    def below(self) -> int:
        """The height under the heatmaps."""
        return self.axis + self.bottom


ROOMY = Measures(
    left=98, right=48, top=16, overview=32, overview_gap=12, words=72, words_gap=0, push=12,
    push_gap=12, curve=56, curve_gap=12, row_gap=6, axis=24, bottom=4, slant=-62, word_size=12,
)  # fmt: skip
COMPACT = Measures(
    left=98, right=56, top=0, overview=0, overview_gap=0, words=64, words_gap=8, push=0,
    push_gap=0, curve=48, curve_gap=8, row_gap=4, axis=0, bottom=12, slant=-66, word_size=11,
)  # fmt: skip
CURVE_GROWTH = 160  # how much leftover height the curve may take


@dataclass(frozen=True)
class Row:
    """One heatmap: its signal and its top and height."""

    letter: str
    top: float
    height: float


@dataclass(frozen=True)
class Frame:
    """The rectangles for one size, one window of time and one set of signals."""

    measures: Measures
    width: float
    height: float
    window: TimeWindow
    units: int
    overview: QRectF
    words: QRectF
    push: QRectF
    curve: QRectF
    rows: tuple[Row, ...]
    axis_top: float

    @property
    def left(self) -> float:
        """Left edge of the plot."""
        return float(self.measures.left)

    @property
    def right(self) -> float:
        """Right edge of the plot."""
        return self.width - self.measures.right

    @property
    def column(self) -> float:
        """Pixels per timestep."""
        return (self.right - self.left) / max(1, self.window.length)

    @property
    def bottom(self) -> float:
        """Bottom edge of the last heatmap."""
        return self.rows[-1].top + self.rows[-1].height if self.rows else self.curve.bottom()

    @property
    def marks_top(self) -> float:
        """Where the cursor starts: at the push strip, or just above the curve."""
        return self.push.top() - 1 if self.measures.push else self.curve.top() - 6

    def x_of(self, t: float) -> float:
        """Left edge of the column of timestep `t`; t + 0.5 is its middle."""
        return self.left + (t - self.window.start) * self.column

    def t_at(self, x: float) -> int:
        """The timestep under `x`, pulled inside the window."""
        t = self.window.start + int((x - self.left) // self.column)
        return max(self.window.start, min(self.window.stop - 1, t))

    def overview_x(self, t: float) -> float:
        """Where timestep `t` stands in the overview."""
        return self.overview.left() + t / max(1, self.window.total) * self.overview.width()

    def overview_t(self, x: float) -> float:
        """The timestep under `x` in the overview."""
        share = (x - self.overview.left()) / max(1.0, self.overview.width())
        return share * self.window.total


def lay_out(
    measures: Measures,
    size: tuple[float, float],
    window: TimeWindow,
    letters: tuple[str, ...],
    units: int,
    *,
    ratio: float = 1.0,
) -> Frame:
    """The frame for a widget of `size` (width, height), `ratio` device pixels to the pixel."""
    width, height = size
    measures, heights = _fitted(measures, height, letters, units, ratio)
    left, span = measures.left, width - measures.left - measures.right
    y = float(measures.top)
    overview = QRectF(left, y, span, measures.overview)
    y += measures.overview + measures.overview_gap
    words = QRectF(left, y, span, measures.words)
    y += measures.words + measures.words_gap
    push = QRectF(left, y, span, measures.push)
    y += measures.push + measures.push_gap
    curve = QRectF(left, y, span, measures.curve)
    y += measures.curve + measures.curve_gap
    rows: list[Row] = []
    for letter, row_height in zip(letters, heights, strict=True):
        rows.append(Row(letter, y, row_height))
        y += row_height + measures.row_gap
    return Frame(
        measures, width, height, window, units, overview, words, push, curve, tuple(rows),
        axis_top=y - measures.row_gap,
    )  # fmt: skip


def _fitted(
    measures: Measures, height: float, letters: tuple[str, ...], units: int, ratio: float
) -> tuple[Measures, list[float]]:
    """Row heights with whole pixels per unit if the words and the curve can make room for it."""
    gaps = max(0, len(letters) - 1)
    tight = _tightened(measures)
    for tried in (measures, tight):
        room = height - tried.fixed - gaps * tried.row_gap
        heights, whole = row_heights(letters, units, room, ratio)
        if whole:
            spare = int(min(CURVE_GROWTH, max(0, room - sum(heights))))
            return replace(tried, curve=tried.curve + spare), heights
    room = height - measures.fixed - gaps * measures.row_gap
    return measures, row_heights(letters, units, room, ratio)[0]


def _tightened(measures: Measures) -> Measures:
    """A little less of everything but the words, which would be cut."""
    return replace(
        measures,
        top=max(0, measures.top - 4),
        overview=max(0, measures.overview - 6),
        overview_gap=max(0, measures.overview_gap - 4),
        curve=measures.curve - 12,
        row_gap=min(measures.row_gap, 4),
    )
