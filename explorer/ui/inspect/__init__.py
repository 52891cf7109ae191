"""Inspect: what the gates did on a review, timestep by timestep."""
