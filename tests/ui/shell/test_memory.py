"""What a window leaves for the next one."""

import pytest
from PySide6.QtWidgets import QStyle

from explorer.ui.shell.splash import Splash
from explorer.ui.shell.window_memory import WindowMemory, memory_file
from explorer.ui.theme.theme import theme


def test_a_first_launch_has_defaults(home):
    memory = WindowMemory()
    assert (memory.theme_mode, memory.page, memory.reduced_motion) == ("system", "inspect", False)
    assert memory.local_reviews == ""
    assert memory_file() == home / "window.ini"


def test_place_page_and_theme_come_back(make_window, session, qtbot):
    first = make_window()
    WindowMemory().keep_place(first)
    session.go("data")
    first.shell_actions["theme-light"].trigger()
    first.close()
    qtbot.waitUntil(lambda: not first.isVisible())
    session.go("build")
    theme().set_mode("dark")
    make_window()
    assert session.page == "data"
    assert theme().mode == "light"


def test_the_splash_stands_where_the_window_stood(make_window, qtbot):
    first = make_window(None)
    first.move(first.x() + 5, first.y() + 6)
    first.resize(first.width(), first.height() - 90)
    first.close()
    qtbot.waitUntil(lambda: not first.isVisible())
    splash = Splash()
    qtbot.addWidget(splash)
    splash.show()
    second = make_window(None)
    assert splash.geometry() == second.geometry()
    assert splash.height() == first.height()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\xff\x00garbage",
        b"[window]\nplace=@Invalid()\npage=nowhere\n[look]\ntheme=pink\n",
    ],
)
def test_a_damaged_file_means_the_defaults(home, make_window, session, content):
    home.mkdir(parents=True, exist_ok=True)
    memory_file().write_bytes(content)
    window = make_window()
    assert theme().mode == "system"
    assert window.page is window.pages[session.page]


def test_reduced_motion_reaches_every_widget(make_window, session, qtbot):
    WindowMemory().reduced_motion = True
    window = make_window()
    hint = QStyle.StyleHint.SH_Widget_Animation_Duration
    for widget in (window.nav_rail, window.pages["data"], window.status_bar):
        assert widget.style().styleHint(hint, None, widget) == 0
