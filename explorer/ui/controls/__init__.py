"""Small widgets that every page uses and Qt does not have."""
