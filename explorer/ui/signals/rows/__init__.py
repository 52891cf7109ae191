"""What is painted, row by row: the words, the curve, the heatmaps, and what lies over them."""
