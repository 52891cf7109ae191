"""Style sheet: tabs, lists, menus, scroll bars, tooltips, splitters, dialogs."""

VIEWS = """
QTabWidget::pane { border: none; border-top: 1px solid $border; top: 0; }
QTabBar { background: transparent; border: none; qproperty-drawBase: 0; }
QTabBar::tab {
    background: transparent; color: $t2; font-weight: 500; border: none;
    border-bottom: 2px solid transparent; padding: 0 2px; margin: 0 9px; height: 45px;
}
QTabBar::tab:first { margin-left: 16px; }
QTabBar::tab:selected { color: $t1; border-bottom: 2px solid $accent; }
QTabBar::tab:hover { color: $t1; }
QTabBar::tab:disabled { color: $t3; }
QTabBar:focus { outline: none; }
QTabBar::tab:selected:focus { color: $accent; }

QAbstractItemView {
    background: transparent; border: none; outline: none;
    selection-background-color: $surface3; selection-color: $t1; alternate-background-color: $bg;
}
QListView::item:hover, QTreeView::item:hover { background: $surface2; }
QListView::item:selected, QTreeView::item:selected, QTableView::item:selected {
    background: $surface3; color: $t1;
}
QTableView { gridline-color: $border; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section {
    background: transparent; color: $t3; border: none; border-bottom: 1px solid $border;
    padding: 4px 8px; font-size: 11px;
}
QTableCornerButton::section { background: transparent; border: none; }

QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget[role="scrolled"] { background: transparent; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 2px; }
QScrollBar::handle { background: $border2; border-radius: 4px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $t3; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; }

QMenu { background: $menu; border: 1px solid $border2; padding: 4px; color: $t1; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: $surface3; }
QMenu::item:disabled { color: $t3; }
QMenu::separator { height: 1px; background: $border; margin: 4px 8px; }
QMenu::icon { padding-left: 8px; }
QMenu::right-arrow { image: url("$marks/chevron_right.svg"); width: 14px; height: 14px; }
QMenu::indicator { width: 14px; height: 14px; left: 6px; }
QMenu::indicator:checked { image: url("$marks/check_plain.svg"); }
QMenuBar { background: $surface; color: $t2; border-bottom: 1px solid $border; }
QMenuBar::item { background: transparent; padding: 4px 8px; border-radius: 4px; }
QMenuBar::item:selected { background: $surface3; color: $t1; }

QToolTip {
    background: $menu; color: $t1; border: 1px solid $border2; padding: 2px 4px; font-size: 12px;
}
QSplitter::handle { background: $border; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QSplitter::handle:hover { background: $accent; }
QGraphicsView { background: $bg; border: none; }
QStatusBar { background: $surface; border-top: 1px solid $border; color: $t2; font-size: 11px; }
QStatusBar::item { border: none; }
QProgressBar {
    background: $surface3; border: none; border-radius: 3px; min-height: 6px; max-height: 6px;
}
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QSlider::groove:horizontal { background: $surface3; height: 4px; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $accent; height: 4px; border-radius: 2px; }
QSlider::handle:horizontal {
    background: $surface; border: 2px solid $accent; width: 10px; height: 10px;
    margin: -5px 0; border-radius: 7px;
}
QSlider::handle:horizontal:focus { background: $accent; }
QSlider::handle:horizontal:disabled { border-color: $border2; }
QSlider::sub-page:horizontal:disabled { background: $border2; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
"""
