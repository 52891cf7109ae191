"""The properties of the selected layer."""
