"""Signals under the words: aligned heatmaps over one time axis."""
