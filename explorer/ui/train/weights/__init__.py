"""The weights of a network in training: one histogram for every gate block of every tensor."""
