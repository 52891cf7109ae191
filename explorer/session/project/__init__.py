"""The project in the window: its file, what it holds, and what outlives a crash."""
