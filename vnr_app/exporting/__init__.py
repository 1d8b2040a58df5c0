"""From a report document to files."""
