"""What a view shows, saved or copied: asking for a name, writing the file whole."""
