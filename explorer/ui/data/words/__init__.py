"""The words of the training reviews by frequency: a table of all of them."""
