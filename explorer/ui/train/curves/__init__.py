"""Two live plots over the epochs."""
