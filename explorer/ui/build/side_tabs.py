"""The right side of the page: Properties, Summary and code."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabWidget, QWidget

from explorer.session.session import Session
from explorer.ui.build.code_tab import CodeTab
from explorer.ui.build.commands import BuildCommands
from explorer.ui.build.properties.panel import PropertiesPanel
from explorer.ui.build.summary_tab import SummaryTab

WIDTH = 344


class SideTabs(QTabWidget):
    """Properties edits; the other tabs follow."""

    def __init__(
        self, session: Session, commands: BuildCommands, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setDocumentMode(True)
        self.setMinimumWidth(280)
        self.properties = PropertiesPanel(session, commands)
        self.summary = SummaryTab(session)
        self.code = CodeTab(session)
        self.addTab(self.properties, "Properties")
        self.addTab(self.summary, "Summary")
        self.addTab(self.code, "Code")

    def show_properties(self) -> None:
        """Bring the Properties tab to the front."""
        self.setCurrentWidget(self.properties)
