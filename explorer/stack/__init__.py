"""Layer specifications, the rules that join them, presets and code: no torch, no Qt."""
