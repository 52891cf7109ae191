"""The live probe: what the network makes of a few reviews while it learns."""
