"""The training that the window runs, and what is watched meanwhile."""
