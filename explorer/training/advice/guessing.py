"""What a network loses that has learnt nothing."""

import math

GUESSING = math.log(2)
"""Cross-entropy in nats of saying 50% to everything: 0.693."""
