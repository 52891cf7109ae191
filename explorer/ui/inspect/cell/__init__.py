"""The Cell tab: the arithmetic of one unit at one timestep, with live numbers."""
