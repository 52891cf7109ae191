"""The palette of layer kinds."""
