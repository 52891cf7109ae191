"""Qt widgets: one folder a page, the shell around them, and the theme."""
