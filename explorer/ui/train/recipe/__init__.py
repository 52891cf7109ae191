"""The recipe: every setting of a training."""
