"""The dialog that asks where to save."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from explorer.ui.saving.ask import PICTURES, SaveDialog


def test_another_kind_of_file_gives_the_name_another_ending(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    dialog = SaveDialog(window, "Save picture", "signals.png", PICTURES)
    dialog.setOption(SaveDialog.Option.DontUseNativeDialog)
    assert Path(dialog.selectedFiles()[0]).name == "signals.png"
    dialog.filterSelected.emit("SVG drawing (*.svg)")
    assert Path(dialog.selectedFiles()[0]).name == "signals.svg"
    assert dialog.defaultSuffix() == "svg"
