"""What shades the words of the text over a chart."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from explorer.ui.controls.segmented import Option, Segmented


class ShadedBy(Segmented):
    """One of a few values of each word, by its name."""

    def __init__(self, **tips: str) -> None:
        """The values by name, and what shading by them tells."""
        super().__init__(
            [Option(name, name, None, tip) for name, tip in tips.items()], name="Words by"
        )

    def tools(self) -> QWidget:
        """What stands at the toolbar's right end: the choice with its name."""
        tools = QWidget()
        row = QHBoxLayout(tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        label = QLabel("Words by")
        label.setProperty("role", "secondary")
        row.addWidget(label)
        row.addWidget(self)
        return tools
