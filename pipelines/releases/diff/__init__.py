"""What changed from one release to another, row by row."""
