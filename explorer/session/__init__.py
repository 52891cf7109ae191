"""What the open window knows, and the one worker: QtCore and QUndoStack only."""
