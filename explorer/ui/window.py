"""The window put together: session, pages and shell, with a trained model on the first screen."""

from pathlib import Path

from explorer.session.session import Session
from explorer.ui.build.page import BuildPage
from explorer.ui.data.page import DataPage
from explorer.ui.inspect.page import InspectPage
from explorer.ui.runs.page import RunsPage
from explorer.ui.settings.page import SettingsPage
from explorer.ui.shell.main_window import MainWindow
from explorer.ui.train.page import TrainPage


def build_window(opening: Path | None = None) -> MainWindow:
    """Return the window, not yet shown. The session is its child and ends with it.

    opening: a project, a run folder or a Keras file to show; a first launch is never empty.
    """
    session = Session()
    pages = {
        "build": BuildPage(session),
        "train": TrainPage(session),
        "inspect": InspectPage(session),
        "runs": RunsPage(session),
        "data": DataPage(session),
        "settings": SettingsPage(session),
    }
    window = MainWindow(session, pages)
    session.setParent(window)
    session.project.new()
    if opening is not None:
        window.open(opening)
    session.recovery.look()
    return window
