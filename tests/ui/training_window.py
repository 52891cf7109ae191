"""A window in a process of its own: it trains, SIGUSR1 pauses it, and it lives until killed."""

import signal

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from explorer.app import prepare_window


def main() -> None:
    app, window = prepare_window()
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
    app.exec()


if __name__ == "__main__":
    main()
