"""The list of reviews on the Inspect page: samples, test reviews, and what the user writes."""
