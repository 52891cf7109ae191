"""What a window needs of the system, said in a sentence before Qt aborts the process.

Qt calls abort() when it finds no display or no platform plugin: too late for a sentence.
"""

import ctypes
import os
import sys

from explorer.problem import UserProblem

# Library that Qt loads → Debian package that has it.
ALWAYS = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
}
ON_X11 = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}


def check_window_system() -> None:
    """Raise UserProblem if a window cannot open here. Only Linux needs asking."""
    if not sys.platform.startswith("linux"):
        return
    chosen = os.environ.get("QT_QPA_PLATFORM", "")
    windowless = chosen.startswith(("offscreen", "minimal", "vnc"))
    on_wayland = bool(os.environ.get("WAYLAND_DISPLAY")) or chosen.startswith("wayland")
    on_x11 = bool(os.environ.get("DISPLAY"))
    if not (windowless or on_wayland or on_x11):
        raise UserProblem(
            "There is no display here, so no window can open. Log in to a desktop, use xvfb-run, "
            "or work without a window: carrytrack train --help."
        )
    needed = ALWAYS | (ON_X11 if on_x11 and not (windowless or on_wayland) else {})
    missing = sorted({package for library, package in needed.items() if not _loads(library)})
    if missing:
        raise UserProblem(
            "The system lacks libraries that a window needs. On Debian or Ubuntu: "
            f"apt-get install {' '.join(missing)}"
        )


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
