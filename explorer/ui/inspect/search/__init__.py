"""The Search tab: where a condition on a unit's signal holds, here and in the test reviews."""
