"""Inter for text and JetBrains Mono for numbers, bundled with the program."""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from explorer.resources import RESOURCES

FONT_FOLDER = RESOURCES / "fonts"
UI_FAMILIES = ["Inter", "Noto Sans CJK SC", "Noto Sans", "sans-serif"]
MONO_FAMILIES = ["JetBrains Mono", "Noto Sans Mono", "monospace"]


@cache
def load_fonts() -> tuple[str, ...]:
    """Register the bundled fonts once (a QGuiApplication must exist); their family names.

    A font that will not load costs the look, not the program: Qt then takes the next family.
    """
    families: list[str] = []
    for path in sorted(FONT_FOLDER.glob("*.ttf")):
        number = QFontDatabase.addApplicationFont(str(path))
        if number >= 0:
            families.extend(QFontDatabase.applicationFontFamilies(number))
    return tuple(dict.fromkeys(families))


def ui_font(size: int = 13, weight: int = 400) -> QFont:
    """Inter at `size` pixels; figures all of one width, so that numbers don't jitter."""
    return QFont(_ui_font(size, weight))  # a copy: who gets it may change it


def mono_font(size: int = 12, weight: int = 400) -> QFont:
    """JetBrains Mono at `size` pixels, a touch tighter than drawn."""
    return QFont(_mono_font(size, weight))


@cache
def _ui_font(size: int, weight: int) -> QFont:
    font = _font(UI_FAMILIES, size, weight)
    if hasattr(QFont, "setFeature"):
        font.setFeature(QFont.Tag("tnum"), 1)
    if size >= 20:
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, -0.3)
    return font


@cache
def _mono_font(size: int, weight: int) -> QFont:
    font = _font(MONO_FAMILIES, size, weight)
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, -0.2)
    if hasattr(QFont, "setFeature"):
        font.setFeature(QFont.Tag("calt"), 0)  # no ligatures: -> stays two characters
    return font


def _font(families: list[str], size: int, weight: int) -> QFont:
    load_fonts()
    font = QFont()
    font.setFamilies(families)
    font.setPixelSize(size)
    font.setWeight(QFont.Weight(weight))
    # Hinting snaps stems to whole pixels and widens small text; the design was drawn without.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
