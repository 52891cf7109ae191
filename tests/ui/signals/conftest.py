"""The look in force, and a view to try."""

import pytest
from PySide6.QtWidgets import QApplication

from explorer.ui.signals.view import SignalsView
from explorer.ui.theme.theme import apply_theme, theme
from tests.ui.signals.readings import WIDE, made_up


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication):
    apply_theme(qapp)
    theme().set_mode("dark")
    yield
    theme().set_mode("dark")


@pytest.fixture
def view(qtbot) -> SignalsView:
    """A view of 40 words and 8 units, at the size it was drawn for, with the cursor at 10."""
    made = SignalsView()
    qtbot.addWidget(made)
    made.resize(WIDE)
    made.set_trace(*made_up())
    made.set_cursor(10)
    made.set_unit(3)
    made.show()
    return made
