"""The layers without a state: one file a kind."""
