"""What may be dropped on the window."""

from pathlib import Path

from PySide6.QtCore import QMimeData

from explorer.session.project.openable import kind_of


def dropped_file(data: QMimeData) -> Path | None:
    """The one project, run folder or Keras file that is dragged; None for anything else."""
    urls = data.urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if kind_of(path) else None
