"""One file for each kind of place that reviews come from."""
