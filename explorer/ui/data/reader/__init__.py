"""One review beside the table: as it was written, and as the network reads it."""
