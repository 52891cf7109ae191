"""Every action of the shell in one table: name, text, keys and what it does."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from explorer.session.session import Session
from explorer.ui.shell.commands import Commands
from explorer.ui.theme.theme import theme

Do = Callable[[Commands], None]


@dataclass(frozen=True)
class ActionSpec:
    """One row. Rows of one `group` stand together in the menu; `page` must be in the window.

    able: when it can be triggered. detail: what follows its text ("Undo" + "Add LSTM").
    chosen: for one of several choices, whether it is the one in force.
    """

    name: str
    text: str
    keys: tuple[str, ...]
    do: Do
    group: str
    page: str = ""
    able: Callable[[Session], bool] | None = None
    detail: Callable[[Session], str] | None = None
    chosen: Callable[[Session], bool] | None = None


def _can_undo(session: Session) -> bool:
    return bool(session.history.undo_name)


def _can_redo(session: Session) -> bool:
    return bool(session.history.redo_name)


def _undo_name(session: Session) -> str:
    return session.history.undo_name


def _redo_name(session: Session) -> str:
    return session.history.redo_name


def _is_open(session: Session, page: str) -> bool:
    return session.page == page


def _is_mode(_session: Session, mode: str) -> bool:
    return theme().mode == mode


def _page(page: str, text: str, keys: str) -> ActionSpec:
    return ActionSpec(
        f"go-{page}",
        text,
        (keys,),
        partial(Commands.show_page, page=page),
        "pages",
        page=page,
        chosen=partial(_is_open, page=page),
    )


def _mode(mode: str, text: str) -> ActionSpec:
    return ActionSpec(
        f"theme-{mode}",
        text,
        (),
        partial(Commands.choose_theme, mode=mode),
        "theme",
        chosen=partial(_is_mode, mode=mode),
    )


ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("new", "New project", ("Ctrl+N",), Commands.new_project, "file"),
    ActionSpec("open", "Open project…", ("Ctrl+O",), Commands.open_project, "file"),
    ActionSpec("save", "Save", ("Ctrl+S",), Commands.save_project, "file"),
    ActionSpec("save-as", "Save as…", ("Ctrl+Shift+S",), Commands.save_project_as, "file"),
    ActionSpec(
        "undo", "Undo", ("Ctrl+Z",), Commands.undo, "edit", able=_can_undo, detail=_undo_name
    ),
    ActionSpec(
        "redo",
        "Redo",
        ("Ctrl+Shift+Z", "Ctrl+Y"),
        Commands.redo,
        "edit",
        able=_can_redo,
        detail=_redo_name,
    ),
    _page("build", "Build", "Ctrl+1"),
    _page("train", "Train", "Ctrl+2"),
    _page("inspect", "Inspect", "Ctrl+3"),
    _page("compare", "Compare", "Ctrl+4"),
    _page("learn", "Learn", "Ctrl+5"),
    _page("data", "Data", "Ctrl+6"),
    _page("runs", "Runs", "Ctrl+7"),
    _page("settings", "Settings", "Ctrl+,"),
    _mode("system", "As the system"),
    _mode("dark", "Dark"),
    _mode("light", "Light"),
    ActionSpec(
        "flip-theme", "Switch dark and light", ("Ctrl+Shift+L",), Commands.flip_theme, "view"
    ),
    ActionSpec("full-screen", "Full screen", ("F11",), Commands.flip_full_screen, "view"),
    ActionSpec("shortcuts", "Keyboard shortcuts", ("F1",), Commands.show_shortcuts, "help"),
    ActionSpec("quit", "Quit", ("Ctrl+Q",), Commands.close_window, "quit"),
)


class ShellAction(QAction):
    """A row of the table, bound to a window."""

    def __init__(self, spec: ActionSpec, commands: Commands) -> None:
        super().__init__(spec.text, commands.window)
        self.spec = spec
        self._commands = commands
        self.setObjectName(spec.name)
        self.setShortcuts([QKeySequence(keys) for keys in spec.keys])
        self.setCheckable(spec.chosen is not None)
        self.triggered.connect(self._run)
        self.refresh()

    def refresh(self) -> None:
        """Follow the session: what is possible, what is chosen, what it is called."""
        spec, session = self.spec, self._commands.session
        if spec.able is not None:
            self.setEnabled(spec.able(session))
        if spec.chosen is not None:
            self.setChecked(spec.chosen(session))
        if spec.detail is not None:
            self.setText(f"{spec.text} {spec.detail(session)}".strip())

    def _run(self) -> None:
        self.spec.do(self._commands)
        self.refresh()


class ShellActions(QObject):
    """The actions of one window, kept up to date."""

    def __init__(self, commands: Commands, pages: Sequence[str]) -> None:
        super().__init__(commands.window)
        specs = [spec for spec in ACTIONS if not spec.page or spec.page in pages]
        self._actions = {spec.name: ShellAction(spec, commands) for spec in specs}
        # With the menu in a button, the window itself must hold the actions for their keys.
        commands.window.addActions(list(self._actions.values()))
        commands.session.history.changed.connect(self.refresh)
        commands.session.pageChanged.connect(self.refresh)
        theme().changed.connect(self.refresh)

    def __getitem__(self, name: str) -> ShellAction:
        return self._actions[name]

    def refresh(self) -> None:
        """Follow the session."""
        for action in self._actions.values():
            action.refresh()

    def fill(self, menu: QMenu, groups: Sequence[str]) -> None:
        """Put these groups into a menu, with a line between them."""
        for group in groups:
            if not menu.isEmpty():
                menu.addSeparator()
            menu.addActions([a for a in self._actions.values() if a.spec.group == group])
        menu.aboutToShow.connect(self.refresh)
