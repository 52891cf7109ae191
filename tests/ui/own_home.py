"""A window's memory for one test alone, and the theme as it was before."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from explorer.ui.theme.theme import apply_theme, theme


def own_home(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Body of a fixture: the folder that CARRYTRACK_HOME names."""
    monkeypatch.setenv("CARRYTRACK_HOME", str(tmp_path / "home"))
    apply_theme(qapp)
    mode = theme().mode
    yield tmp_path / "home"
    theme().set_mode(mode)
