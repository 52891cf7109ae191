"""The theme in force: dark, light, or as the system says."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from explorer.ui.theme.fonts import ui_font
from explorer.ui.theme.palette import DARK, LIGHT, Palette
from explorer.ui.theme.stylesheet import style_sheet

MODES = ("dark", "light", "system")


class Theme(QObject):
    """Holds the palette in force; views repaint on `changed`."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mode = "system"
        self._hints = QApplication.styleHints()
        self._hints.colorSchemeChanged.connect(self._on_scheme)
        self._palette = self._wanted()

    @property
    def palette(self) -> Palette:
        """The colours in force."""
        return self._palette

    @property
    def mode(self) -> str:
        """What the user chose: one of MODES."""
        return self._mode

    def set_mode(self, mode: str) -> None:
        """Choose "dark", "light" or "system" (follows the desktop, also later)."""
        if mode not in MODES:
            raise ValueError(f"no theme {mode!r}: take one of {', '.join(MODES)}")
        self._mode = mode
        # Telling Qt as well makes the native title bar and dialogs follow.
        schemes = {"dark": Qt.ColorScheme.Dark, "light": Qt.ColorScheme.Light}
        if mode in schemes:
            self._hints.setColorScheme(schemes[mode])
        else:
            self._hints.unsetColorScheme()
        self._take(self._wanted())

    def _wanted(self) -> Palette:
        if self._mode == "system":
            # A desktop that does not say gets dark: it is how the pages were drawn first.
            return LIGHT if self._hints.colorScheme() == Qt.ColorScheme.Light else DARK
        return LIGHT if self._mode == "light" else DARK

    def _on_scheme(self) -> None:
        self._take(self._wanted())

    def _take(self, palette: Palette) -> None:
        if palette is not self._palette:
            self._palette = palette
            self.changed.emit()


class _Dresser(QObject):
    """Dresses the application again whenever the theme changes."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.setObjectName(_DRESSER)
        self._app = app
        theme().changed.connect(self.dress)

    def dress(self) -> None:
        """Set palette and style sheet from the theme in force."""
        palette = theme().palette
        self._app.setPalette(_qt_palette(palette))
        self._app.setStyleSheet(style_sheet(palette))


_DRESSER = "carrytrack dresser"
_themes: list[Theme] = []


def theme() -> Theme:
    """The one theme of the running QApplication."""
    if not _themes:
        _themes.append(Theme())
    return _themes[0]


def apply_theme(app: QApplication) -> None:
    """Dress the application: style, fonts, palette, style sheet; again at every change."""
    dresser = app.findChild(_Dresser, _DRESSER)
    if dresser is None:
        app.setStyle(QStyleFactory.create("Fusion"))
        app.setFont(ui_font(13))
        dresser = _Dresser(app)
    dresser.dress()


def _qt_palette(palette: Palette) -> QPalette:
    """QPalette for whatever the style sheet does not reach (dialogs, item views, text marks)."""
    roles = QPalette.ColorRole
    made = QPalette()
    for role, token in {
        roles.Window: "surface",
        roles.WindowText: "t1",
        roles.Base: "surface2",
        roles.AlternateBase: "surface",
        roles.Text: "t1",
        roles.PlaceholderText: "t3",
        roles.Button: "surface2",
        roles.ButtonText: "t1",
        roles.BrightText: "err",
        roles.ToolTipBase: "surface2",
        roles.ToolTipText: "t1",
        roles.Highlight: "accent",
        roles.HighlightedText: "accent_ink",
        roles.Link: "accent",
        roles.LinkVisited: "accent",
        roles.Light: "surface3",
        roles.Midlight: "surface3",
        roles.Mid: "border",
        roles.Dark: "border2",
        roles.Shadow: "bg",
        roles.Accent: "accent",
    }.items():
        made.setColor(role, palette.colour(token))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, palette.colour("t3"))
    return made
