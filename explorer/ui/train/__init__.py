"""The Train page: the recipe, the run bar, the live curves and the live probe."""
