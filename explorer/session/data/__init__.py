"""The reviews in use: loaded, downloaded, one's own."""
