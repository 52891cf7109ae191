"""Where reviews come from and how they become token ids: no torch, no Qt."""
