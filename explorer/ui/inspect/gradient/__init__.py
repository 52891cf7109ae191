"""The Gradient tab: how far back the verdict can be felt, in this network."""
