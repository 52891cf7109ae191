"""The head of the properties: icon, kind, place in the stack, on or off, reset, remove; name."""

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from explorer.stack.naming import name_complaint
from explorer.stack.spec import LayerSpec
from explorer.ui.build.canvas.card_face import paint_icon_box
from explorer.ui.build.layer_look import ICONS, layer_title
from explorer.ui.build.properties.row import LABEL_WIDTH
from explorer.ui.controls.elided_label import ElidedLabel
from explorer.ui.controls.icon_button import IconButton
from explorer.ui.controls.switch import Switch
from explorer.ui.controls.undo_keys import WindowUndo
from explorer.ui.theme.stylesheet import set_role


class LayerHeader(QWidget):
    """Signals: `switched` on or off, `resetAsked`, `removeAsked`, `renamed` with a valid name."""

    switched = Signal()
    resetAsked = Signal()
    removeAsked = Signal()
    renamed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._box = _IconBox()
        self.title = ElidedLabel()
        self.title.setProperty("role", "section")
        self.place = QLabel()
        self.place.setProperty("role", "caption")
        self.enabled = Switch("Layer is on")
        self.enabled.setToolTip("Switch the layer off without losing it (Ctrl+E)")
        self.reset = IconButton("refresh", "Reset every option to its default")
        self.remove = IconButton("trash", "Remove the layer")
        self.remove.set_name("Remove the layer", "Del")
        self.name = _NameField()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.place)
        head = QHBoxLayout()
        head.setContentsMargins(8, 0, 0, 0)
        head.setSpacing(4)
        head.addWidget(self._box)
        head.addSpacing(8)
        head.addLayout(words, 1)
        head.addWidget(self.enabled)
        head.addWidget(self.reset)
        head.addWidget(self.remove)
        label = QLabel("name")
        label.setFixedWidth(LABEL_WIDTH)
        label.setProperty("role", "mono-secondary")
        naming = QHBoxLayout()
        naming.setContentsMargins(8, 4, 8, 4)
        naming.setSpacing(0)
        naming.addWidget(label)
        naming.addWidget(self.name, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(naming)
        self.enabled.clicked.connect(self.switched)
        self.reset.clicked.connect(self.resetAsked)
        self.remove.clicked.connect(self.removeAsked)
        self.name.renamed.connect(self.renamed)

    def show_layer(self, layer: LayerSpec, place: str, *, changed: bool) -> None:
        """Show a layer; `changed` says whether a reset would do anything."""
        self._box.show_icon(ICONS[layer.kind])
        self.title.setText(layer_title(layer))
        self.place.setText(place)
        self.enabled.setChecked(layer.enabled)
        self.reset.setEnabled(changed)
        self.name.show_name(layer.name)


class _NameField(QLineEdit):
    """Takes what the stack takes as a name; Esc leaves the name as it was."""

    renamed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._shown = ""
        self.setProperty("role", "mono")
        self.setMaxLength(60)
        self.setAccessibleName("Name of the layer")
        self.textEdited.connect(self._judge)
        self.editingFinished.connect(self._finish)
        WindowUndo(self, self._is_typed)

    def show_name(self, name: str) -> None:
        """Show the stack's name."""
        self._shown = name
        if self.text() != name:
            self.setText(name)
        self._judge()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc undoes the typing."""
        if event.key() == Qt.Key.Key_Escape and self.text() != self._shown:
            self.show_name(self._shown)
        else:
            super().keyPressEvent(event)

    def _is_typed(self) -> bool:
        return self.text() != self._shown

    def _judge(self) -> None:
        complaint = name_complaint(self.text())
        set_role(self, "invalid" if complaint else "mono")
        self.setToolTip(complaint)

    def _finish(self) -> None:
        if name_complaint(self.text()):
            self.show_name(self._shown)
        elif self.text() != self._shown:
            self.renamed.emit(self.text())


class _IconBox(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._icon = "layer_embedding"
        self.setFixedSize(QSize(32, 32))

    def show_icon(self, icon: str) -> None:
        if icon != self._icon:
            self._icon = icon
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_icon_box(painter, QPointF(0, 0), self._icon, selected=True)
        painter.end()
