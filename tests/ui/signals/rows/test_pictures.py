"""Kept pictures show what painting everything anew would show, whatever has changed."""

import numpy as np
import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPainter

from explorer.ui.controls.kept_picture import KeptPicture
from explorer.ui.signals.canvas import paint_view
from explorer.ui.signals.ranges import ValueRange
from explorer.ui.signals.rows.heat_images import HeatImages
from explorer.ui.signals.rows.shades import Shade
from explorer.ui.signals.rows.word_row import shown_words
from explorer.ui.signals.view import SignalsView
from explorer.ui.theme.theme import theme
from tests.ui.signals.readings import GRU, WIDE, made_up


def painted(view: SignalsView) -> np.ndarray:
    """What the view would look like without kept pictures: (height, width, 4)."""
    look = view.look()
    assert look is not None
    image = QImage(view.size(), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    paint_view(painter, look, HeatImages())
    painter.end()
    return pixels(image)


def pixels(image: QImage) -> np.ndarray:
    picture = image.convertToFormat(QImage.Format.Format_RGB32)
    whole = np.frombuffer(picture.constBits(), np.uint8)
    return whole.reshape(picture.height(), picture.width(), 4)[..., :3].astype(int)


CHANGES = {
    "values": lambda v, n: v.update_values(*made_up(60, 8, seed=n)[1:]),
    "other words": lambda v, n: v.set_trace(*made_up(60 + n, 8, seed=n)),
    "another layer": lambda v, n: v.set_trace(*made_up(60, 8, GRU, seed=n)),
    "cursor": lambda v, n: v.set_cursor(3 * n % 50),
    "unit": lambda v, n: v.set_unit(n % 8),
    "order": lambda v, n: v.set_order(np.random.default_rng(n).permutation(8)),
    "some units": lambda v, n: v.set_order([n % 8, (n + 3) % 8]),
    "window": lambda v, n: v.set_window(n % 10, 30 + n % 20),
    "rows": lambda v, n: v.set_rows(["h"] if n % 2 else None),
    "colours": lambda v, n: v.set_colours(("hues", "greys")[n % 2]),
    "range": lambda v, n: v.set_range_mode(("full", "fit")[n % 2]),
    "shared": lambda v, n: v.set_shared_ranges({"h": ValueRange(-n, n)}),
    "words by": lambda v, n: v.set_words_by(("h", "push")[n % 2]),
    "highlight": lambda v, n: v.set_highlight(("h", None)[n % 2]),
    "loop": lambda v, n: v.set_looped((n % 10, 12 + n % 10)),
    "matches": lambda v, n: v.set_matches(frozenset({n % 40, 20})),
    "size": lambda v, n: v.resize(WIDE.width() + n % 3, WIDE.height() - n % 5),
    "theme": lambda _, n: theme().set_mode(("light", "dark")[n % 2]),
}


@pytest.mark.parametrize("compact", [False, True])
@pytest.mark.parametrize("seed", range(3))
def test_whatever_changes_the_screen_shows_what_is(qtbot, compact: bool, seed: int):
    view = SignalsView(compact=compact)
    qtbot.addWidget(view)
    view.resize(WIDE)
    view.set_trace(*made_up(60, 8))
    rng = np.random.default_rng(seed)
    for n, name in enumerate(rng.choice([*CHANGES, "values", "values"], 40).tolist(), start=1):
        if name == "values" and view.look().reading.timesteps != 60:
            continue
        if name == "values" and "k" not in view.look().reading.signals:
            continue
        CHANGES[name](view, n)
        apart = np.abs(pixels(view.grab().toImage()) - painted(view)).max()
        assert apart <= 3, f"after {name}, change {n}"  # letters laid over are rounded once more


def test_a_shade_is_painted_over_the_strip_and_named(view: SignalsView):
    values = np.linspace(-1, 1, 40).astype(np.float32)
    for name in ("Left out", "Gradient"):
        view.set_words_by("push", Shade(name, values, 1.0))
        assert np.abs(pixels(view.grab().toImage()) - painted(view)).max() <= 3


def test_while_values_train_ranges_only_grow_and_the_words_stay(qtbot):
    view = SignalsView(compact=True)
    qtbot.addWidget(view)
    view.resize(700, 400)
    words, probability, signals = made_up(300, 8)
    small = {letter: values * 0.2 for letter, values in signals.items()}
    view.set_trace(words, probability, small)
    shown = shown_words(view.look())
    narrow = view.ranges()
    view.update_values(probability[::-1].copy(), signals)
    wide = view.ranges()
    assert wide["c"].high > narrow["c"].high
    view.update_values(probability, small)
    assert view.ranges() == wide
    view.update_values(probability[::-1].copy(), small)
    assert shown_words(view.look()) == shown
    view.set_order(np.arange(8))  # between epochs
    assert view.ranges() == narrow
    assert shown_words(view.look()) != shown


def test_a_picture_is_painted_once_a_key_and_grows_with_its_size(qapp: object):
    painted: list[QSize] = []
    kept = KeptPicture(clear=True)

    def paint(painter: QPainter) -> None:
        painted.append(painter.device().size())
        painter.fillRect(0, 0, 3, 3, "red")

    for key, size, ratio in (("a", QSize(8, 8), 1.0), ("a", QSize(8, 8), 1.0),
                             ("b", QSize(8, 8), 1.0), ("b", QSize(8, 8), 2.0)):  # fmt: skip
        image = kept.of(key, size, ratio, paint).toImage()
        assert image.size() == size * ratio
        assert image.pixelColor(1, 1).name() == "#ff0000"
        assert image.pixelColor(7, 7).alpha() == 0
    assert len(painted) == 3


def test_a_picture_that_fails_to_paint_is_tried_again(qapp: object):
    kept, broken = KeptPicture(), [True]

    def paint(painter: QPainter) -> None:
        if broken[0]:
            painter.end()
            raise ValueError("no such signal")
        painter.fillRect(0, 0, 8, 8, "lime")

    with pytest.raises(ValueError, match="no such signal"):
        kept.of("a", QSize(8, 8), 1.0, paint)
    broken[0] = False
    assert kept.of("a", QSize(8, 8), 1.0, paint).toImage().pixelColor(4, 4).name() == "#00ff00"
