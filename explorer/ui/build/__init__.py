"""Build: the stack editor."""
