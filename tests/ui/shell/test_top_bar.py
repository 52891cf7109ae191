"""What the chips say, and that a change of theme reaches the screen."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtGui import QColor

from explorer.stack.kinds import KINDS
from explorer.stack.presets import preset
from explorer.ui.shell.chip_words import data_words, layer_words, run_state, stack_words
from explorer.ui.theme.theme import theme


def test_the_model_chip_is_the_stack_in_a_line(session):
    words = stack_words(session.edits)
    assert words.strong == "Embedding 32 → LSTM 32 → Dense 1"
    assert words.quiet == "· 328,353 params"


def test_a_long_stack_is_shortened_and_whole_in_the_tooltip(session):
    layers = session.edits.stack.layers
    stack = session.edits.stack
    for _ in range(3):
        stack = stack.inserted(1, KINDS["Dropout"]())
    session.edits.apply(stack, "More layers")
    words = stack_words(session.edits)
    first = layer_words(layers[0])
    dropout = layer_words(stack.layers[1])
    assert words.strong == f"{first} → {dropout} → … → Dense 1"
    assert words.full.count(dropout) == 3


def test_the_model_chip_counts_problems(session):
    stack = session.edits.stack
    session.edits.apply(stack.removed(0), "No embedding")
    errors = [p for p in session.edits.report.problems if p.severity == "error"]
    assert errors
    number = "1 problem" if len(errors) == 1 else f"{len(errors)} problems"
    assert stack_words(session.edits).quiet == f"· {number}"


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_of_layer_has_words(kind):
    words = layer_words(KINDS[kind]())
    assert words.startswith(kind)
    assert len(words) < 40


def test_a_bidirectional_layer_names_what_it_wraps():
    stack = preset("bidirectional").stack
    wrapped = next(layer for layer in stack.layers if layer.kind == "Bidirectional")
    assert layer_words(wrapped) == f"Bidirectional {layer_words(wrapped.layer)}"


def test_the_data_chip_follows_loading(window, session, qtbot):
    chip = window.top_bar.data_chip
    assert data_words(session.data).strong == "No reviews"
    session.data.open("builtin")
    assert "reading" in chip.accessibleName() or "opening" in chip.accessibleName()
    qtbot.waitUntil(lambda: session.data.state == "ready", timeout=60_000)
    assert chip.accessibleName() == "Built-in corpus (synthetic) · 1,600 / 400"


def test_the_run_chip_follows_a_run(window, ready, qtbot):
    chip, training = window.top_bar.run_chip, ready.training
    assert chip.accessibleName() == "No run yet"
    assert run_state(training).ring is None
    told: list[tuple[str, float | None]] = []
    training.epochDone.connect(
        lambda _: told.append((chip.accessibleName(), run_state(training).ring))
    )
    under_way: list[tuple[str, bool]] = []
    training.batchDone.connect(
        lambda _: under_way.append((chip.accessibleName(), window.nav_rail.item("train").busy))
    )
    training.start()
    assert chip.accessibleName() == "Starting…"
    qtbot.waitUntil(lambda: training.state == "finished", timeout=30_000)
    assert under_way
    assert all(re.match(r"Epoch [12]/2", name) and busy for name, busy in under_way)
    best = min(training.history, key=lambda record: record.val_loss).epoch
    assert chip.accessibleName() == f"Epoch 2/2 · best {best}"
    accuracies = [f"{record.val_accuracy:.1%}" for record in training.history]
    assert [name for name, _ in told] == [f"Epoch 2/2 · val {each}" for each in accuracies]
    assert 0.5 <= told[0][1] < told[1][1] == 1.0
    assert run_state(training) == replace(run_state(training), ring=1.0, done=True, active=False)
    assert not window.nav_rail.item("train").busy


def test_a_change_of_theme_repaints_the_whole_frame(window, qtbot):
    for mode in ("dark", "light", "dark"):
        theme().set_mode(mode)
        qtbot.wait(20)
        picture = window.grab().toImage()
        surface = QColor(theme().palette.surface).rgb()
        for name, x, y in (
            ("top bar", 300, 4),
            ("rail", 4, window.height() // 2),
            ("status bar", window.width() // 2, window.height() - 4),
        ):
            assert picture.pixel(x, y) == surface, (mode, name)


@pytest.mark.parametrize("width", [1120, 1280, 1440, 1920])
def test_nothing_in_the_bar_overlaps(window, ready, width):
    window.resize(width, 800)
    bar = window.top_bar
    row = [
        bar.project,
        bar.model_chip,
        bar.data_chip,
        bar.run_chip,
        bar.theme_button,
        bar.help_button,
    ]
    edges = [(w.mapTo(bar, w.rect().topLeft()).x(), w.width()) for w in row]
    for (left, breadth), (following, _) in pairwise(edges):
        assert left + breadth <= following
    assert edges[-1][0] + edges[-1][1] <= bar.width()
    # The two short chips are never cut.
    for chip in (bar.data_chip, bar.run_chip):
        assert chip.width() >= chip.sizeHint().width()
