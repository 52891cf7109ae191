"""What a view shows, saved or copied: asking for a name, what goes into the file."""
