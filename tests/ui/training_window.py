"""A window in a process of its own: it trains, and SIGUSR1 pauses it; it ends as any window."""

import signal
import sys

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from explorer.app import prepare_window
from explorer.ui.shell.asked_to_end import AskedToEnd


def main() -> int:
    asked = AskedToEnd()
    app, window = prepare_window()
    asked.leave_by(window.leave)
    session, buttons = window.session, window.pages["train"].run_bar.buttons

    def press(button) -> None:
        wait_until(button.isEnabled)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def wait_until(true) -> None:
        while not true():
            QTest.qWait(10)

    wait_until(lambda: session.data.state == "ready")
    session.data.set_encoding(maxlen=60)
    session.training.set(limit=200, batch_size=8, epochs=2000, threads=1)
    session.go("train")
    press(buttons.start)
    signal.signal(signal.SIGUSR1, lambda *_: press(buttons.pause))
    return app.exec() or asked.exit_code


if __name__ == "__main__":
    sys.exit(main())
