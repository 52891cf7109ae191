"""Writing, opening and labelling reviews of one's own."""
