"""The window put together: session, pages and shell, with a trained model on the first screen."""

from explorer.resources import BUNDLED_MODELS
from explorer.reviews.samples import SAMPLES
from explorer.session.review_in_view import ReviewInView
from explorer.session.session import Session
from explorer.ui.build.page import BuildPage
from explorer.ui.data.page import DataPage
from explorer.ui.inspect.page import InspectPage
from explorer.ui.settings.page import SettingsPage
from explorer.ui.shell.main_window import MainWindow
from explorer.ui.train.page import TrainPage

FIRST_MODEL = "lstm"


def build_window() -> MainWindow:
    """Return the window, not yet shown. The session is its child and ends with it."""
    session = Session()
    pages = {
        "build": BuildPage(session),
        "train": TrainPage(session),
        "inspect": InspectPage(session),
        "data": DataPage(session),
        "settings": SettingsPage(session),
    }
    window = MainWindow(session, pages)
    session.setParent(window)
    _open_first_screen(session)
    return window


def _open_first_screen(session: Session) -> None:
    """A first launch is never empty: a trained LSTM reads a review, offline."""
    first = SAMPLES[0]
    session.inspection.open_review(
        ReviewInView(first.text, first.label, first.title, "sample", first.note)
    )
    session.training.set_probe(
        ReviewInView(first.text, first.label, first.title, "sample", first.note)
    )
    session.inspection.open_run(BUNDLED_MODELS / FIRST_MODEL, title="Bundled LSTM")
    session.data.open("builtin")
