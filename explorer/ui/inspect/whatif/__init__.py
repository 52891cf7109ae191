"""The What-if tab: gates held, words edited, states transplanted; before and after."""
