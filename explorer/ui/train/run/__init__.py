"""The run bar: buttons, progress, time."""
