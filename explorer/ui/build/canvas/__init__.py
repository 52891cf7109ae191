"""The canvas: cards, edges, gaps."""
