"""What the figures of a run say about how it goes."""
