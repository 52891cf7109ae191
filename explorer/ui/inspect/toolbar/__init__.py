"""Over the signals: layer, units, rows, colours."""
