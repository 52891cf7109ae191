"""The frame around the pages: top bar, nav rail, status bar, and what the window remembers."""
