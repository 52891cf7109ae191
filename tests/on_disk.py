"""Waiting for the disk's thread."""


def disk_is_done(qtbot, session) -> None:
    """Wait until all that was asked of the disk is done, and its answers are heard."""
    heard: list[object] = []
    session.disk.submit(int, heard.append, heard.append)
    qtbot.waitUntil(lambda: bool(heard), timeout=20_000)
