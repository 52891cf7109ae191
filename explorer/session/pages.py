"""The pages a window can have, in the order of the rail."""

PAGES = ("build", "train", "inspect", "compare", "learn", "runs", "data", "settings")
