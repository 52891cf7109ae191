"""Every action of the table does what it says, by its keys where it has some."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog

from explorer.session.project.project_file import read_project
from explorer.ui.shell.actions import ACTIONS
from explorer.ui.shell.window_memory import WindowMemory, memory_file
from explorer.ui.theme.theme import theme


class New:
    def before(self, window, session):
        self.stack = session.edits.stack
        edit(session)

    def after(self, window, session):
        assert session.edits.stack == self.stack
        assert not session.history.undo_name


class Save:
    def before(self, window, session):
        file = memory_file().with_name("a.carrytrack")
        file.parent.mkdir(exist_ok=True)
        session.project.save_as(file)
        self.heard(session)
        edit(session)

    def heard(self, session):
        session.disk.wait()
        QApplication.processEvents()

    def after(self, window, session):
        self.heard(session)
        assert read_project(session.project.path).stack == session.edits.stack
        assert not session.project.modified


class AskForFile:
    def before(self, window, session):
        assert window.findChild(QFileDialog) is None

    def after(self, window, session):
        dialog = window.findChild(QFileDialog)
        assert dialog.isVisible()
        dialog.close()


class Undo:
    def before(self, window, session):
        self.stack = session.edits.stack
        edit(session)

    def after(self, window, session):
        assert session.edits.stack == self.stack


class Redo:
    def before(self, window, session):
        edit(session)
        self.stack = session.edits.stack
        session.history.undo()

    def after(self, window, session):
        assert session.edits.stack == self.stack


class GoTo:
    def __init__(self, page):
        self.page = page

    def before(self, window, session):
        session.go("train" if self.page == "build" else "build")

    def after(self, window, session):
        assert session.page == self.page
        assert window.page is window.pages[self.page]


class Mode:
    def __init__(self, mode):
        self.mode = mode

    def before(self, window, session):
        theme().set_mode("light" if self.mode == "dark" else "dark")

    def after(self, window, session):
        assert theme().mode == self.mode
        assert WindowMemory().theme_mode == self.mode


class FlipTheme:
    def before(self, window, session):
        theme().set_mode("dark")

    def after(self, window, session):
        assert theme().mode == "light"


class FullScreen:
    def before(self, window, session):
        assert not window.isFullScreen()

    def after(self, window, session):
        assert window.isFullScreen()


class Shortcuts:
    def before(self, window, session):
        assert window.findChild(QDialog) is None

    def after(self, window, session):
        dialog = window.findChild(QDialog)
        assert dialog.isVisible()
        dialog.close()


class Quit:
    def before(self, window, session):
        assert window.isVisible()

    def after(self, window, session):
        assert not window.isVisible()


EFFECTS = {
    "new": New(),
    "open": AskForFile(),
    "save": Save(),
    "save-as": AskForFile(),
    "undo": Undo(),
    "redo": Redo(),
    **{
        f"go-{page}": GoTo(page)
        for page in ("build", "train", "inspect", "runs", "data", "settings")
    },
    **{f"theme-{mode}": Mode(mode) for mode in ("dark", "light", "system")},
    "flip-theme": FlipTheme(),
    "full-screen": FullScreen(),
    "shortcuts": Shortcuts(),
    "quit": Quit(),
}
TO_COME = {"go-compare", "go-learn"}


def edit(session) -> None:
    stack = session.edits.stack
    place = next(i for i, layer in enumerate(stack.layers) if layer.kind == "LSTM")
    layer = replace(stack.layers[place], units=7)
    session.edits.apply(stack.replaced(place, layer), "Seven units")


def test_every_action_has_a_test():
    assert {spec.name for spec in ACTIONS} == set(EFFECTS) | TO_COME


def test_no_two_actions_share_keys():
    keys = [keys for spec in ACTIONS for keys in spec.keys]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("name", EFFECTS)
def test_triggered(window, session, name):
    EFFECTS[name].before(window, session)
    assert window.shell_actions[name].isEnabled()
    window.shell_actions[name].trigger()
    EFFECTS[name].after(window, session)


@pytest.mark.parametrize(
    ("name", "keys"), [(s.name, keys) for s in ACTIONS if s.name in EFFECTS for keys in s.keys]
)
def test_by_its_keys(window, session, press, name, keys):
    EFFECTS[name].before(window, session)
    press(keys)
    QApplication.processEvents()
    EFFECTS[name].after(window, session)


def test_undo_says_what_it_undoes_and_rests_when_there_is_nothing(window, session):
    undo, redo = window.shell_actions["undo"], window.shell_actions["redo"]
    assert not undo.isEnabled()
    edit(session)
    assert undo.isEnabled()
    assert undo.text() == "Undo Seven units"
    undo.trigger()
    assert not undo.isEnabled()
    assert undo.text() == "Undo"
    assert redo.isEnabled()


def test_the_menu_opens_under_the_name_and_holds_the_table(window, session, qtbot, click):
    menu = window.top_bar.project.popup
    seen: list[list[str]] = []

    def look() -> None:
        seen.append([action.objectName() for action in menu.actions() if action.objectName()])
        menu.close()

    menu.aboutToShow.connect(lambda: qtbot_soon(look))
    click(window.top_bar.project)
    qtbot.waitUntil(lambda: bool(seen))
    themes = {"theme-system", "theme-dark", "theme-light"}
    assert set(seen[0]) == set(EFFECTS) - themes
    checked = [action.objectName() for action in menu.actions() if action.isChecked()]
    assert checked == [f"go-{session.page}"]


def test_the_theme_menu_marks_the_mode_in_force(window):
    theme().set_mode("light")
    menu = window.top_bar.theme_menu
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions() if action.isChecked()] == ["Light"]


def qtbot_soon(what) -> None:
    from PySide6.QtCore import QTimer

    QTimer.singleShot(0, what)
