"""A network and a review on the Inspect page, and all that is worked out about them."""
