"""The recurrent layers: one file a cell."""
