"""The one style sheet, from a palette. Roles are dynamic properties named `role`.

QPushButton    primary ghost danger link icon small small-ghost small-primary
QLabel         display title section heading reading label secondary hint caption group
               mono number mono-secondary mono-caption error warn positive
               negative tag
QFrame         canvas panel panel-left panel-right card inset card-error toolbar bottombar
               statusbar rail divider vdivider
QLineEdit      mono bare invalid        QComboBox   small        QPlainTextEdit   code bare
A property that changes after a widget was shown needs `set_role(widget, role)`.
"""

from string import Template

from PySide6.QtWidgets import QWidget

from explorer.resources import RESOURCES
from explorer.ui.theme.palette import Palette
from explorer.ui.theme.sheet_inputs import INPUTS
from explorer.ui.theme.sheet_texts import TEXTS
from explorer.ui.theme.sheet_views import VIEWS

ICON_FOLDER = RESOURCES / "icons"


def style_sheet(palette: Palette) -> str:
    """The application's style sheet in the colours of `palette`."""
    values = dict(vars(palette))
    values["marks"] = (ICON_FOLDER / palette.name).as_posix()
    values["menu"] = palette.surface2 if palette.is_dark else palette.surface
    return Template(TEXTS + INPUTS + VIEWS).substitute(values)


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget its role in the style sheet; also after it was shown."""
    if widget.property("role") == role:
        return
    widget.setProperty("role", role)
    # Qt looks at dynamic properties only when a widget is polished.
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
