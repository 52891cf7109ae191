"""One step of learning, and an epoch of them: batches, gradients, optimisers, sums."""
