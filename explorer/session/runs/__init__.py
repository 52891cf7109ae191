"""Runs in view and at hand: their stories, ghosts, epochs, and what is done with them."""
