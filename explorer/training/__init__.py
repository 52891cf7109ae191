"""The training loop as a generator of events, and runs on disk: no Qt."""
