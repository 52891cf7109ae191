"""One preset of the strip: thumbnail, title, and where it comes from."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from explorer.session.preset_desk import recipe_words
from explorer.stack.presets import Preset
from explorer.ui.build.canvas.ink import LEFT, elided, ink
from explorer.ui.build.preset_glyph import WIDTH as GLYPH_WIDTH
from explorer.ui.build.preset_glyph import paint_glyph
from explorer.ui.controls.focus_ring import KeyboardFocus, paint_ring
from explorer.ui.theme.icons import pixmap
from explorer.ui.theme.theme import theme

HEIGHT = 48
NARROWEST, WIDEST = 172, 240


class PresetButton(KeyboardFocus, QAbstractButton):
    """Checked while the stack on the canvas is exactly this preset."""

    def __init__(self, preset: Preset, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.preset = preset
        self.setText(preset.title)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolTip(_tip(preset))
        self.setAccessibleName(f"Preset {preset.title}")
        self.setAccessibleDescription(preset.blurb)
        self._in_use = False

    def set_in_use(self, in_use: bool) -> None:
        """Show a tick: this is the stack on the canvas."""
        if in_use != self._in_use:
            self._in_use = in_use
            self.update()

    @property
    def in_use(self) -> bool:
        """Whether the tick shows."""
        return self._in_use

    def sizeHint(self) -> QSize:
        """Room for the longest of our titles."""
        return QSize(NARROWEST, HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The strip walks along itself: Qt's own walk knows only buttons that Tab stops at."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Box, thumbnail, two lines, tick."""
        palette = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        hovered = self.underMouse()
        edge = "accent" if self._in_use else ("border2" if hovered else "border")
        painter.setPen(QPen(palette.colour(edge), 1))
        ground = "accent_soft" if self._in_use else ("surface3" if self.isDown() else "surface2")
        painter.setBrush(palette.colour(ground))
        painter.drawRoundedRect(box, 7.5, 7.5)
        paint_glyph(painter, 13, 10, self.preset.stack, palette)
        left = 13 + GLYPH_WIDTH + 10
        room = self.width() - left - (32 if self._in_use else 10)
        painter.setPen(palette.colour("t1"))
        painter.setFont(ink(13, 600))
        painter.drawText(QRectF(left, 7, room, 18), LEFT, elided(self.preset.title, room, 13, 600))
        painter.setPen(palette.colour("t2" if self._in_use else "t3"))
        painter.setFont(ink(11))
        painter.drawText(QRectF(left, 25, room, 16), LEFT, elided(self.preset.source, room, 11))
        if self._in_use:
            tick = pixmap("check", "accent", 16, self.devicePixelRatioF())
            painter.drawPixmap(self.width() - 28, 16, tick)
        if self.shows_ring:
            paint_ring(painter, box, 7, offset=-2)
        painter.end()


def _tip(preset: Preset) -> str:
    tip = f"<b>{preset.title}</b> · {preset.source}<br>{preset.blurb}"
    if not preset.recipe:
        return tip
    recipe = preset.recipe
    return f"{tip}<br>Also sets: {recipe_words({**recipe.encoding(), **recipe.settings()})}."
