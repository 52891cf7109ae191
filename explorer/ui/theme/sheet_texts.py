"""Style sheet: labels by role, and the frames they stand on."""

TEXTS = """
QWidget { color: $t1; }
QMainWindow, QDialog, QWidget[role="canvas"], QFrame[role="canvas"] { background: $bg; }

QLabel { background: transparent; border: none; }
QLabel[role="display"] { font-size: 24px; font-weight: 600; }
QLabel[role="title"] { font-size: 20px; font-weight: 600; }
QLabel[role="section"] { font-size: 15px; font-weight: 600; }
QLabel[role="heading"] { font-size: 13px; font-weight: 600; }
QLabel[role="reading"] { font-size: 14px; }
QLabel[role="label"] { font-size: 12px; color: $t2; }
QLabel[role="secondary"] { font-size: 12px; color: $t2; }
QLabel[role="hint"] { font-size: 12px; color: $t3; }
QLabel[role="caption"] { font-size: 11px; color: $t3; }
QLabel[role="group"] { font-size: 11px; font-weight: 600; color: $t3; }
QLabel[role="mono"] { font-family: "JetBrains Mono"; font-size: 12px; }
QLabel[role="number"] { font-family: "JetBrains Mono"; font-size: 15px; font-weight: 600; }
QLabel[role="mono-secondary"] { font-family: "JetBrains Mono"; font-size: 12px; color: $t2; }
QLabel[role="mono-caption"] { font-family: "JetBrains Mono"; font-size: 11px; color: $t3; }
QLabel[role="error"] { font-size: 12px; color: $err; }
QLabel[role="warn"] { font-size: 12px; color: $warn; }
QLabel[role="positive"] { font-size: 12px; color: $pos; }
QLabel[role="negative"] { font-size: 12px; color: $neg; }
QLabel[role="tag"] {
    font-size: 11px; color: $t2; background: $surface3; border-radius: 4px;
    padding: 2px 6px; min-height: 16px; max-height: 16px;
}
QLabel:disabled { color: $t3; }

QFrame[role="panel"], QWidget[role="panel"] { background: $surface; border: none; }
QFrame[role="panel-left"] { background: $surface; border: none; border-right: 1px solid $border; }
QFrame[role="panel-right"] { background: $surface; border: none; border-left: 1px solid $border; }
QFrame[role="card"] { background: $surface; border: 1px solid $border; border-radius: 8px; }
QFrame[role="inset"] { background: $surface2; border: none; border-radius: 8px; }
QFrame[role="card-error"] {
    background: $err_soft; border: 1px solid $err_line; border-radius: 8px;
}
QFrame[role="toolbar"] { background: $surface; border: none; border-bottom: 1px solid $border; }
QFrame[role="bottombar"] { background: $surface; border: none; border-top: 1px solid $border; }
QFrame[role="statusbar"] { background: $surface; border: none; border-top: 1px solid $border; }
QFrame[role="statusbar"] QLabel { font-size: 11px; color: $t2; }
QFrame[role="rail"] { background: $surface; border: none; border-right: 1px solid $border; }
QFrame[role="divider"] { background: $border; border: none; max-height: 1px; min-height: 1px; }
QFrame[role="vdivider"] { background: $border; border: none; max-width: 1px; min-width: 1px; }
"""
