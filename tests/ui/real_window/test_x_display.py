"""What only a window system shows: real pointer drags, real keys, the process from start to end."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint

from tests.ui.build.conftest import Hand
from tests.ui.journey.conftest import window  # noqa: F401 (a fixture)

pytestmark = pytest.mark.window
ROOT = Path(__file__).parent.parent.parent.parent


@pytest.fixture
def build(window, qtbot, x_hand):  # noqa: F811
    window.move(0, 0)
    window.session.go("build")
    page = window.pages["build"]
    qtbot.waitUntil(page.isVisible)
    window.activateWindow()
    return page


def test_a_layer_is_dragged_from_the_palette_into_the_stack(build, x_hand, qtbot):
    hand = Hand(build)
    start = hand.on_kind("GRU")
    x_hand.drag(start, hand.in_gap(2))
    qtbot.waitUntil(lambda: len(hand.names()) == 4, timeout=5_000)
    assert hand.names() == ["embedding", "lstm", "gru", "dense"]


def test_a_card_is_dragged_by_its_grip(build, x_hand, qtbot):
    hand = Hand(build)
    x_hand.drag(hand.on_card("dense"), hand.in_gap(1))
    qtbot.waitUntil(lambda: hand.names() == ["embedding", "dense", "lstm"], timeout=5_000)


def test_escape_in_the_middle_of_a_drag_changes_nothing(build, x_hand, qtbot):
    hand = Hand(build)
    before = build.window().session.edits.stack
    x_hand.drag(hand.on_card("lstm"), hand.in_gap(0), then=("key", "Escape", "mouseup", 1))
    qtbot.waitUntil(lambda: hand.names() == ["embedding", "lstm", "dense"], timeout=5_000)
    assert build.window().session.edits.stack == before


def test_keys_walk_the_pages_and_move_the_cursor(window, x_hand, qtbot):  # noqa: F811
    window.move(0, 0)
    centre = window.mapToGlobal(QPoint(window.width() // 2, 24))
    x_hand.click(centre)
    x_hand.key("ctrl+2")
    qtbot.waitUntil(window.pages["train"].isVisible, timeout=5_000)
    x_hand.key("ctrl+3")
    qtbot.waitUntil(window.pages["inspect"].isVisible, timeout=5_000)
    window.pages["inspect"].centre.setFocus()
    window.session.selection.select(t=10)
    x_hand.key("Right")
    qtbot.waitUntil(lambda: window.session.selection.t == 11, timeout=5_000)


def test_the_process_opens_its_window_and_ends_cleanly_on_interrupt(x_hand, tmp_path):
    """`python main.py`, a window on the display, Ctrl-C: it ends as told, and says nothing."""
    import os
    import signal

    environment = os.environ | {
        "CARRYTRACK_HOME": str(tmp_path / "home"),
        "CARRYTRACK_CACHE": str(tmp_path / "cache"),
    }
    process = subprocess.Popen(
        [sys.executable, "main.py"],
        cwd=ROOT,
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    search = ["xdotool", "search", "--sync", "--onlyvisible", "--pid", str(process.pid)]
    found = subprocess.run(search, capture_output=True, text=True, timeout=30, check=False)
    assert found.stdout.strip()
    time_out = time.monotonic() + 30
    while not _is_open(process.pid) and time.monotonic() < time_out:
        os.sched_yield()
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 128 + signal.SIGINT, said
    assert "Traceback" not in said
    assert "QThread" not in said


def _is_open(pid: int) -> bool:
    """Whether the process shows its window: the splash's title names no project."""
    search = ["xdotool", "search", "--onlyvisible", "--all", "--pid", str(pid)]
    search += ["--name", "· Carrytrack"]
    done = subprocess.run(search, capture_output=True, text=True, check=False)
    return bool(done.stdout.strip())
