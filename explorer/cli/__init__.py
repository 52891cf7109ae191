"""The headless twin of the window, on the same engine: no Qt, no display."""
