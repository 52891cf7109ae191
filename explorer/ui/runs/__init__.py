"""The Runs page: everything that was trained, to be compared, gone on with, named or deleted."""
