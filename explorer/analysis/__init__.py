"""What a trained network did on a review, and why: no Qt."""
