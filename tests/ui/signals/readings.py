"""Readings made up for tests, and where things stand in a view of them."""

import numpy as np
from PySide6.QtCore import QPoint, QPointF, QSize
from PySide6.QtGui import QColor, QImage

from explorer.ui.signals.view import SignalsView

LSTM, GRU, RNN = ("i", "f", "k", "o", "c", "h"), ("z", "r", "n", "h"), ("h",)
WIDE = QSize(728, 732)


def made_up(timesteps: int = 40, units: int = 8, letters: tuple[str, ...] = LSTM, seed: int = 0):
    """Words, probability (T,) and signals (T, H) with values a network could have."""
    rng = np.random.default_rng(seed)
    words = [f"word{t}" for t in range(timesteps)]
    probability = rng.uniform(0.05, 0.95, timesteps).astype(np.float32)
    signals = {
        letter: (
            rng.uniform(0, 1, (timesteps, units))
            if letter in "ifozr"
            else rng.uniform(-1, 1, (timesteps, units))
        ).astype(np.float32)
        for letter in letters
    }
    return words, probability, signals


def at(view: SignalsView, t: float, letter: str = "", row: float = 0.5) -> QPoint:
    """The point over timestep `t` in a heatmap (`row` of its height), else on the curve."""
    frame = view.frame()
    assert frame is not None
    y = frame.curve.center().y()
    for place in frame.rows:
        if place.letter == letter:
            y = place.top + row * place.height
    return QPointF(frame.x_of(t + 0.5), y).toPoint()


def rgb(image: QImage, x: int, y: int) -> list[int]:
    return list(QColor(image.pixel(x, y)).getRgb()[:3])


def seen(view: SignalsView, point: QPoint) -> list[int]:
    return rgb(view.grab().toImage(), point.x(), point.y())
