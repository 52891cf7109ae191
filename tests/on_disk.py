"""Waiting for the disk's thread."""


def disk_is_done(qtbot, session) -> None:
    """Wait until all that was asked of the disk is done, and its answers are heard."""
    for _ in range(2):  # an answer may ask for more: what is saved need not be kept any longer
        heard: list[object] = []
        session.disk.submit(int, heard.append, heard.append)
        qtbot.waitUntil(lambda heard=heard: bool(heard), timeout=20_000)
